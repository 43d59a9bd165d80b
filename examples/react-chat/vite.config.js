import react from '@vitejs/plugin-react'
import { tacet } from 'tacet/vite'
import { defineConfig } from 'vite'

export default defineConfig({ plugins: [react(), tacet({ models: ['pii-tagger'] })] })
