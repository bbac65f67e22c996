"""What the operating system refuses with, in the two languages of the program.

In: an `OSError`. Out: its reason. A reason that is not listed stays as the system words it.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping

from disclosure.problem import Words

_CHINESE: Mapping[int, str] = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超出磁盘配额",
    errno.EIO: "磁盘读写出错",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已有同名文件",
    errno.EISDIR: "这是文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "符号链接循环",
    errno.EMFILE: "打开的文件太多",
    errno.EBUSY: "正被占用",
    errno.ETXTBSY: "正被占用",
    errno.EXDEV: "不在同一个磁盘上",
    errno.EADDRINUSE: "端口已被占用",
    errno.EADDRNOTAVAIL: "本机没有这个地址",
}


def reason(exc: OSError) -> Words:
    """Why the system refused."""
    said = exc.strerror or str(exc)
    return Words(_CHINESE.get(exc.errno or 0, said), said)
