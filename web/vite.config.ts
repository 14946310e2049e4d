import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const server = process.env['PROBATA_URL'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  // Nothing is inlined: the server's policy allows no script or font but files of its own.
  build: { target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false }, sourcemap: false, chunkSizeWarningLimit: 400 },
  server: { proxy: { '/api': server } },
  test: { environment: 'node', include: ['src/**/*.test.{ts,tsx}'] },
})
