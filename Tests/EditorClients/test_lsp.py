"""`review lsp` with the shipped rules, driven by pytest-lsp."""
import os
import pathlib

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient

RULES = pathlib.Path(os.environ["RULES"])


@pytest_lsp.fixture(config=ClientServerConfig(server_command=[os.environ["REVIEW"], "lsp"]))
async def client(lsp_client: LanguageClient):
    await lsp_client.initialize_session(
        types.InitializeParams(capabilities=types.ClientCapabilities(), root_uri=RULES.as_uri()))
    yield
    await lsp_client.shutdown_session()


def opened(client, path, text=None):
    text = path.read_text(encoding="utf-8") if text is None else text
    client.text_document_did_open(types.DidOpenTextDocumentParams(
        types.TextDocumentItem(path.as_uri(), "rules", 1, text)))
    return text


def place(text, word, shift=0):
    """The place of a word, in UTF-16 code units."""
    before = text[:text.index(word)]
    line = before.rsplit("\n", 1)[-1]
    return types.Position(before.count("\n"), len(line.encode("utf-16-le")) // 2 + shift)


def at(path, text, word, shift=0):
    return types.TextDocumentIdentifier(path.as_uri()), place(text, word, shift)


@pytest.mark.asyncio
async def test_shipped_rules_have_no_diagnostics(client):
    path = RULES / "ningxia/3-key-tasks.rules"
    opened(client, path)
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    assert client.diagnostics[path.as_uri()] in ([], ())


@pytest.mark.asyncio
async def test_places_behind_an_emoji(client):
    path = RULES / "ningxia/zz-emoji.cases"
    text = opened(client, path, "案例 😀😀恰好\n  设 数据中心.PUE = 1.2\n  得 NX-3.1-05 待顶\n")
    await client.wait_for_notification(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    (slip,) = client.diagnostics[path.as_uri()]
    assert slip.range.start == place(text, "待顶")
    symbols = await client.text_document_document_symbol_async(
        types.DocumentSymbolParams(types.TextDocumentIdentifier(path.as_uri())))
    assert symbols[0].name == "😀😀恰好"
    assert symbols[0].selection_range.end == types.Position(0, 9)


@pytest.mark.asyncio
async def test_hover_completion_definition_rename(client):
    path = RULES / "ningxia/3-key-tasks.rules"
    text = opened(client, path)
    identifier, position = at(path, text, "数据中心.PUE 不高于", 6)
    hover = await client.text_document_hover_async(types.HoverParams(identifier, position))
    assert "电能利用效率PUE" in hover.contents.value
    found = await client.text_document_completion_async(
        types.CompletionParams(identifier, position))
    assert any(item.label == "数据中心.PUE" for item in found.items)
    (definition,) = await client.text_document_definition_async(
        types.DefinitionParams(identifier, position))
    assert definition.uri.endswith("vocabulary.rules")
    edit = await client.text_document_rename_async(
        types.RenameParams(text_document=identifier, position=position, new_name="能效值"))
    assert sum(len(edits) for edits in edit.changes.values()) > 20
