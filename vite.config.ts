import { defineConfig } from 'vite'
import { isolationHeaders, sharedConfig } from './scripts/vite-shared.mjs'

export default defineConfig({
  ...sharedConfig,
  root: 'demo',
  base: process.env['BASE'] ?? './',
  server: { headers: isolationHeaders, fs: { allow: ['..'] } },
  preview: { headers: isolationHeaders },
  build: { ...sharedConfig.build, outDir: '../dist/demo', emptyOutDir: true },
})
