"""What `--help` says, in Chinese.

In: a command with its words in English, as its module holds them. Out: the same command with Chinese words, for people whose
terminal is Chinese. Traded away: a catalogue for gettext, which click would look for on the machine and not in this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import click

WORDS: Mapping[str, str] = {
    "Make a disclosure site from published rectification notices.": "把公布的整改通报做成公开网站。",
    "Folder of the site (default: this one).": "网站所在的文件夹（默认：当前文件夹）",
    "Output folder (default: output).": "输出文件夹（默认：output）",
    "Show the version and exit.": "显示版本",
    "Show this message and exit.": "显示这段说明",
    "Build the site into the output folder.": "生成网站，写入输出文件夹",
    "Say of each page why it was built.": "说明每一页为何重新生成",
    "Say where the time went.": "说明时间用在哪里",
    "Build everything again, whatever earlier builds left.": "全部重新生成",
    "Turn published notices (txt, md, html, docx, doc, pdf, scans) into reports; folders are walked.": (
        "导入通报（txt、html、docx、pdf 等，或文件夹）"
    ),
    "Slug of the body that the notices belong to.": "所属单位的文件夹名",
    "Date of publication (YYYY-MM-DD), instead of the notice's own.": "公布日期（YYYY-MM-DD），代替通报自己的日期",
    "Content folder to write to.": "写入哪个内容文件夹",
    "Overwrite reports that were corrected by hand.": "覆盖经人工更正的通报",
    "Check the content and the built site.": "检查内容和生成的网站",
    "Form of the list; html is the self-check report.": "清单的格式；html 为自查报告",
    "Check as of this day (default: today).": "按这一天检查（默认：今天）",
    "Warnings count as errors for the exit status.": "有警告也以退出码 1 结束",
    "Look at the output as it stands; by default it is built first.": "只看现有输出，不先生成",
    "Look at everything again, whatever an earlier check has seen.": "全部重新检查",
    "Show the site in the browser and follow every change; drafts are shown and marked.": (
        "本地预览，保存即刷新；草稿也显示并标明"
    ),
    "Address to listen on.": "监听的地址",
    "Port, or the next free one.": "端口；被占用则用下一个",
    "Build, check and send the site to TARGET of site.yaml (default: the only one).": (
        "生成、检查并发布到 TARGET（只有一个可省略）"
    ),
    "Build, check and show what would change; send nothing.": "只生成、检查并列出改动，不发送",
    "Go back to the release before, where the target can.": "退回上一版（目标支持时）",
    "Remove files even where they are more than max_delete percent.": "删除的文件超过 max_delete 也照删",
    "Write over files at the target that this program did not put there.": "覆盖目标处不是本程序写的文件",
    "Print settings for a web server; send nothing.": "只输出网站服务器的配置，不发送",
    "With --server: the site's path on its host, such as /open/site/.": "配合 --server：网站在主机上的路径，如 /open/site/",
    "Rebuild, check and publish by themselves: git hooks and workflow files.": "提交后自动生成、检查、发布：git 钩子和流水线",
    "Put the hooks into the site's repository, or into a bare one.": "在网站仓库或裸仓库里安装钩子",
    "A bare repository on a server: publish what is pushed.": "服务器上的裸仓库：推送即发布",
    "The branch that is published (with --bare).": "发布哪个分支（配合 --bare）",
    "Target of site.yaml (with --bare; default: the only one).": "site.yaml 里的发布目标（配合 --bare）",
    "Folder of the site in the repository (with --bare; default: its top).": "网站在仓库里的文件夹（配合 --bare；默认：仓库顶层）",
    "Write the workflow file for this service instead.": "改为写出这个平台的流水线文件",
    "What git calls.": "由 git 调用",
    "Say which hooks stand in the repository.": "列出仓库里的钩子",
    "The bare repository.": "裸仓库",
    "Take the hooks out; a user's own hooks are then as they were.": "移除钩子，恢复您自己的钩子",
    "Options": "选项",
    "Commands": "命令",
}
"""Every text of every command, which a test makes sure of."""


HELP: Mapping[str, Any] = {"help_option_names": ["-h", "--help"]}
"""Settings of the context in which an option for help is made, and kept."""


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        super().write_heading(WORDS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().write_dl([(term, told.replace("[default: ", "[默认：")) for term, told in rows], *args, **kwargs)


class _Context(click.Context):
    formatter_class = _Formatter


def in_chinese(command: click.Command) -> None:
    """Give `command`, and every command below it, its words in Chinese."""
    command.context_class = _Context
    command.help = WORDS.get(command.help or "", command.help)
    context = click.Context(command, **HELP)
    for option in command.get_params(context):
        if isinstance(option, click.Option):
            option.help = WORDS.get(option.help or "", option.help)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below:
                in_chinese(below)
