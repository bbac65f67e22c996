"""Publishing to a branch of a real repository, over a connection that may be cut."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from driver import tree
from remotes import Cable, Ssh, need, ssh_server
from sending import TODAY, Sent, copied

from disclosure.problem import ContentError
from disclosure.publishing import publish, rollback


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ssh]:
    with ssh_server(tmp_path_factory.mktemp("ssh")) as made:
        yield made


def git(*words: str, folder: Path) -> str:
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def branch(tmp_path: Path) -> Sent:
    need("git", "git")
    git("init", "-q", "--bare", "pages.git", folder=tmp_path)
    return Sent(tmp_path, f"type: git, repository: '{tmp_path}/pages.git'")


def pages(tmp_path: Path) -> dict[str, bytes]:
    """The files of the branch, without those that are about the publishing."""
    out = tmp_path / "clone"
    subprocess.run(["rm", "-rf", out], check=True)
    git("clone", "-q", "-b", "gh-pages", "pages.git", "clone", folder=tmp_path)
    found = {k: v for k, v in tree(out).items() if not k.startswith(".git/")}
    assert found.pop(".nojekyll") == b""
    assert found.pop(".disclosure.json")
    return found


def test_a_branch_holds_the_site(branch: Sent, tmp_path: Path) -> None:
    branch.publish()
    assert pages(tmp_path) == copied(branch)
    first = git("rev-parse", "gh-pages", folder=tmp_path / "pages.git")
    assert branch.publish().plan.is_empty
    assert git("rev-parse", "gh-pages", folder=tmp_path / "pages.git") == first
    branch.change("党组十分重视")
    branch.publish()
    assert git("rev-parse", "gh-pages~1", folder=tmp_path / "pages.git") == first
    assert pages(tmp_path) == copied(branch)
    rollback(branch.site.root, None)
    tree_of = "gh-pages^{tree}", "gh-pages~2^{tree}"
    assert len(set(git("rev-parse", *tree_of, folder=tmp_path / "pages.git").split())) == 1
    branch.publish()
    assert pages(tmp_path) == copied(branch)


def test_a_branch_without_history_is_one_commit(branch: Sent, tmp_path: Path) -> None:
    branch.aim(f"type: git, repository: '{tmp_path}/pages.git', history: false")
    branch.publish()
    branch.change("党组十分重视")
    branch.publish()
    assert git("rev-list", "--count", "gh-pages", folder=tmp_path / "pages.git") == "1"
    assert pages(tmp_path) == copied(branch)


def test_files_of_others_on_the_branch_stay(branch: Sent, tmp_path: Path) -> None:
    branch.publish()
    git("clone", "-q", "-b", "gh-pages", "pages.git", "other", folder=tmp_path)
    (tmp_path / "other/CNAME").write_text("example.org\n")
    git("add", "CNAME", folder=tmp_path / "other")
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "name", folder=tmp_path / "other")
    git("push", "-q", "origin", "gh-pages", folder=tmp_path / "other")
    branch.change("党组十分重视")
    branch.publish()
    assert pages(tmp_path) == {**copied(branch), "CNAME": b"example.org\n"}


def test_a_push_that_is_refused_leaves_the_branch(branch: Sent, tmp_path: Path) -> None:
    branch.publish()
    before = pages(tmp_path)
    hook = tmp_path / "pages.git/hooks/pre-receive"
    hook.write_text("#!/bin/sh\necho no space left on device >&2\nexit 1\n")
    hook.chmod(0o755)
    branch.change("党组十分重视")
    assert branch.refusal() == "publish.disk"
    assert pages(tmp_path) == before
    hook.unlink()
    branch.publish()
    assert pages(tmp_path) == copied(branch)


def test_a_branch_that_moves_meanwhile_is_not_written_over(branch: Sent, tmp_path: Path) -> None:
    branch.publish()
    branch.change("党组十分重视")

    def move(*_: object) -> None:
        git(
            "update-ref",
            "refs/heads/gh-pages",
            git("commit-tree", "-m", "x", "gh-pages^{tree}", folder=bare),
            folder=bare,
        )

    bare = tmp_path / "pages.git"
    os.environ.update({f"GIT_{r}_{p}": "x@y" for r in ("AUTHOR", "COMMITTER") for p in ("NAME", "EMAIL")})
    with pytest.raises(ContentError) as caught:
        publish(branch.site.root, branch.site.output, None, TODAY, tell=move, pause=0.01)
    assert caught.value.problems[0].code == "publish.moved"
    branch.publish()
    assert pages(tmp_path) == copied(branch)


@pytest.mark.slow
def test_a_push_that_is_cut_leaves_the_branch(server: Ssh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cable = Cable(server.port)
    server.vouch(cable.port)
    ssh = f"ssh -F none -o BatchMode=yes -o UserKnownHostsFile={server.known_hosts} -i {server.identity}"
    monkeypatch.setenv("GIT_SSH_COMMAND", ssh)
    git("init", "-q", "--bare", "pages.git", folder=tmp_path)
    address = f"ssh://{server.host}:{cable.port}{tmp_path}/pages.git"
    sent = Sent(tmp_path, f"type: git, repository: '{address}', retries: 1")
    sent.publish()
    before = pages(tmp_path)
    sent.change("党组十分重视")
    sent.site.write("templates/assets/large.txt", os.urandom(600_000).hex())
    for count in (100, 12_000, 400_000):
        cable.cut_after(count)
        assert sent.refusal() == "publish.connection"
        assert pages(tmp_path) == before
    assert cable.cuts >= 3
    cable.mend()
    sent.publish()
    assert pages(tmp_path) == copied(sent)
    assert git("fsck", "--no-dangling", folder=tmp_path / "pages.git") == ""
    cable.close()
