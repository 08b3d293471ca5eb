"""``medisave policy build``: compile the book anew, whatever a cache holds."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter
from typing import Annotated, Any

import typer

from medisave_cli.commands.options import (
    Format,
    FormatOption,
    LangOption,
    PoliciesOption,
    checked_lang,
    chosen,
    deliver_json,
    render_page,
)
from medisave_cli.commands.policy_folders import FoldersArgument, reading, shown, tell
from medisave_cli.errors import AskedWrongly, MedisaveError


def run(
    folders: FoldersArgument = None,
    output: Annotated[Path | None, typer.Option("--output", "-o")] = None,
    format: FormatOption = None,
    lang: LangOption = None,
    policies: PoliciesOption = None,
) -> None:
    from medisave_cli.keeping.locate import rebuild

    language = checked_lang(lang)
    read = reading(folders, policies)
    if output is not None and output.is_dir():
        raise AskedWrongly(f"{output} 是文件夹，要给文件名", f"{output} is a folder: name a file")
    began = perf_counter()
    try:
        book, target = rebuild(target=output, folders=read.folders if read.own else None)
    except OSError as error:
        name = error.filename2 or error.filename or output or ""
        raise MedisaveError(
            f"写不了 {name}：{error.strerror}", f"cannot write {name}: {error.strerror}"
        ) from None
    built: dict[str, Any] = {
        "schema": 1,
        "file": shown(str(target)) if target else None,
        "version": book.version,
        "digest": book.digest,
        "places": len(book.places_on_file()),
        "sources": len(book.sources()),
        "milliseconds": round((perf_counter() - began) * 1000),
    }
    face = chosen(format, None)
    if face is Format.json:
        deliver_json(built, None)
    else:
        render_page(_page(built, language), face, None)
    tell(read, language)


def _page(built: dict[str, Any], lang: str) -> Any:
    from medisave_cli.show.page import Item, Page, Section

    zh = lang == "zh"
    where = built["file"] or (
        "只在内存里（缓存文件夹写不了）"
        if zh
        else "in memory only (the cache folder cannot be written)"
    )
    items = (
        Item(where, "文件" if zh else "file"),
        Item(f"{built['version']} · {built['digest']}", "版本" if zh else "version"),
        Item(
            f"{built['places']} 个地方，{built['sources']} 个来源"
            if zh
            else f"{built['places']} places, {built['sources']} sources",
            "内容" if zh else "content",
        ),
        Item(f"{built['milliseconds']} ms", "用时" if zh else "took"),
    )
    return Page("已重新编译" if zh else "Compiled anew", "", lang, sections=(Section("", items),))
