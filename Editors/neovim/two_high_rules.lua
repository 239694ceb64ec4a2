-- The rules of the two-high review in Neovim, 0.7 or later. Copy this file to
-- ~/.config/nvim/plugin/ ; `review` must be in PATH, or set vim.g.two_high_review to where it is.

local program = vim.g.two_high_review or 'review'

local function attach(buffer)
  local options = { noremap = true, silent = true, buffer = buffer }
  local map = vim.keymap.set
  vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
  map('n', 'K', vim.lsp.buf.hover, options)
  map('n', 'gd', vim.lsp.buf.definition, options)
  map('n', 'gr', vim.lsp.buf.references, options)
  map('n', '<leader>rn', vim.lsp.buf.rename, options)
  map('n', '<leader>ca', vim.lsp.buf.code_action, options)
  map('n', '<leader>f', function()
    if vim.lsp.buf.format then vim.lsp.buf.format() else vim.lsp.buf.formatting() end
  end, options)
end

-- One server for all buffers: it finds the folder of each by itself.
local client
local function start(buffer)
  if not client then
    client = vim.lsp.start_client({
      name = 'review',
      cmd = { program, 'lsp' },
      on_attach = function(_, attached) attach(attached) end,
      on_exit = function() client = nil end,
    })
  end
  if client then vim.lsp.buf_attach_client(buffer, client) end
end

vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  pattern = { '*.rules', '*.cases' },
  callback = function(event)
    vim.bo[event.buf].filetype = 'two-high-rules'
    vim.bo[event.buf].commentstring = '# %s'
    start(event.buf)
  end,
})
