-- Neovim with nothing but our lines: types, and asserts what it is told.
vim.g.two_high_review = os.getenv('REVIEW')
dofile(os.getenv('EDITORS') .. '/neovim/two_high_rules.lua')

local function fail(reason)
  io.stderr:write('\nneovim: ' .. reason .. '\n')
  vim.cmd('qa!')
end
local function wait(reason, condition)
  if not vim.wait(20000, condition, 50) then fail(reason) end
end
local function expect(reason, found, wanted)
  if found ~= wanted then fail(reason .. ': ' .. vim.inspect(found)) end
end
local function ask(method, params)
  for _, answer in pairs(vim.lsp.buf_request_sync(0, method, params, 10000) or {}) do
    if answer.error then fail(method .. ': ' .. answer.error.message) end
    return answer.result
  end
  fail(method .. ': no answer')
end

vim.cmd('edit ' .. os.getenv('TEXT'))
wait('no server', function() return next(vim.lsp.buf_get_clients(0)) ~= nil end)
local row = 0
for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
  if line:find('应 数据中心.PUE', 1, true) then row = number end
end
local behind = { row, #'  应 数据中心.' }

-- A slip is marked where it is, in bytes of the line behind Chinese, and goes when it is undone.
vim.api.nvim_win_set_cursor(0, behind)
vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes('cwPEU<Esc>', true, false, true), 'x', false)
wait('no diagnostic', function() return #vim.diagnostic.get(0) == 1 end)
local slip = vim.diagnostic.get(0)[1]
expect('line', slip.lnum + 1, row)
expect('column', slip.col, #'  应 ')
expect('end', slip.end_col, #'  应 数据中心.PEU')
expect('code', slip.code, 'unknown-name')
vim.cmd('undo')
wait('the diagnostic stays', function() return #vim.diagnostic.get(0) == 0 end)

vim.api.nvim_win_set_cursor(0, behind)
local place = vim.lsp.util.make_position_params()
local hover = ask('textDocument/hover', place).contents.value
if not hover:find('电能利用效率', 1, true) then fail('hover: ' .. hover) end
expect('completion', ask('textDocument/completion', place).items[1].label, '数据中心.PUE')
expect('definition', #ask('textDocument/definition', place), 1)

place.newName = '能效值'
vim.lsp.util.apply_workspace_edit(ask('textDocument/rename', place), 'utf-16')
expect('rename', vim.api.nvim_get_current_line(), '  应 数据中心.能效值 不高于 1.2')
vim.wait(500)
expect('diagnostics after the rename', #vim.diagnostic.get(0), 0)

io.stderr:write('\nneovim: ok\n')
vim.cmd('qa!')
