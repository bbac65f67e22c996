"""What an S3-compatible store answers when it refuses, in our words.

In: an exception of boto3. Out: Transient for what may pass, a problem for what will not. Nothing that a store
answers is shown beyond its short code: the long texts may hold the name of a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from disclosure.problem import Words
from disclosure.publishers import Transient, failure

NOT_FOUND = "NoSuchKey"
_CREDENTIALS = frozenset(
    [
        "AccessDenied",
        "ExpiredToken",
        "InvalidAccessKeyId",
        "SignatureDoesNotMatch",
        "InvalidToken",
        "TokenRefreshRequired",
        "RequestTimeTooSkewed",
        "Forbidden",
        "403",
        "AuthorizationHeaderMalformed",
        "ExpiredTokenException",
    ]
)
_PASSING = frozenset(
    [
        "InternalError",
        "SlowDown",
        "ServiceUnavailable",
        "RequestTimeout",
        "ThrottlingException",
        "BadDigest",
        "500",
        "502",
        "503",
        "504",
    ]
)
_FULL = frozenset(["QuotaExceeded", "XMinioStorageFull", "StorageFull", "InsufficientCapacity", "EntityTooLarge"])


def is_code(exc: BaseException, *codes: str) -> bool:
    """Whether `exc` (or what caused it) is the store's answer with one of `codes`."""
    for found in (exc, exc.__cause__):
        answer = getattr(found, "response", None)
        if answer and answer.get("Error", {}).get("Code") in codes:
            return True
    return False


@contextmanager
def converted(name: str, missing: str = "") -> Iterator[None]:
    """Raise what boto3 raises as Transient or ContentError; an answer with the code `missing` passes as it is."""
    from botocore import exceptions as wrong

    try:
        yield
    except wrong.ClientError as exc:
        code = str(exc.response.get("Error", {}).get("Code", "unknown"))
        if missing and code == missing:
            raise
        raise _answer(name, code) from exc
    except (wrong.NoCredentialsError, wrong.PartialCredentialsError, wrong.TokenRetrievalError) as exc:
        raise _answer(name, "AccessDenied") from exc
    except (wrong.NoRegionError, wrong.ParamValidationError, ValueError) as exc:
        what = Words(f"设置不对：{type(exc).__name__}", f"the settings are wrong: {type(exc).__name__}")
        raise failure(
            name, "settings", what, Words("检查 endpoint、region、bucket", "look at endpoint, region and bucket")
        ) from exc
    except wrong.BotoCoreError as exc:
        raise Transient(type(exc).__name__) from exc


def _answer(name: str, code: str) -> Exception:
    if code in _PASSING:
        return Transient(code)
    if code in _CREDENTIALS:
        what = Words(f"存储服务不接受凭据（{code}）", f"the store does not accept the credentials ({code})")
        mend = Words("更新环境变量里的密钥再发布", "renew the keys in the environment and publish again")
        return failure(name, "credentials", what, mend)
    if code in _FULL:
        what = Words("存储空间已满", "the store is full")
        return failure(
            name,
            "disk",
            what,
            Words("腾出空间再发布；原网站未受影响", "make room and publish again; the old site stands"),
        )
    what = Words(f"存储服务拒绝：{code}", f"the store refuses: {code}")
    return failure(
        name, "store", what, Words("检查桶名、地址和权限", "look at the bucket, the endpoint and the permissions")
    )
