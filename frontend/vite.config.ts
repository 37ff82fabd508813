import { fileURLToPath, URL } from 'node:url'

import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

import { offlineFiles } from './scripts/offlineFiles'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

// The server a developer works against; the built pages are served by Django itself.
const backend = process.env.ELDERCARE_BACKEND ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [vue(), offlineFiles()],
  resolve: {
    alias: { '@': here('./src'), '@messages': here('../eldercare/messages') },
  },
  build: {
    target: 'es2020',
    // ECharts and Element Plus are one lazy chunk each, loaded by the office faces only.
    chunkSizeWarningLimit: 900,
  },
  server: {
    fs: { allow: [here('.'), here('../eldercare/messages')] },
    proxy: {
      '/api': backend,
      '/ws': { target: backend, ws: true },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.spec.ts'],
    setupFiles: ['src/ui/testing/setup.ts'],
    restoreMocks: true,
    env: { TZ: 'America/New_York' },
    server: { deps: { inline: ['element-plus'] } },
  },
})
