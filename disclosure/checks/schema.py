"""Files that cannot be read as they must be: unknown keys, wrong dates, ids that stand twice.

In: nothing of its own; `loading` and `config` find these while they read, and a build finds them too.
"""

from __future__ import annotations

from disclosure.problem import Words

ID = "schema"
NAME = Words("文件格式", "Form of the files")
