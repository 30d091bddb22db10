/// <reference types="vitest/config" />
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

// The hub that `npm run dev` talks to.
const hub = process.env.SWITCHBOARD_AGENTS_URL ?? 'http://127.0.0.1:8081'

export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  define: {
    __VUE_OPTIONS_API__: 'false',
    __VUE_PROD_DEVTOOLS__: 'false',
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    __VUE_I18N_FULL_INSTALL__: 'false',
    __VUE_I18N_LEGACY_API__: 'false',
    __INTLIFY_PROD_DEVTOOLS__: 'false',
  },
  build: {
    target: ['chrome123', 'firefox120', 'safari17.5'],
    sourcemap: false,
    // Says which files a page needs, for the test of how much a browser fetches first.
    manifest: 'manifest.json',
    reportCompressedSize: true,
    // A data URL would need a hole in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What every place needs is fetched in a few files, not in one for each icon and each button: the inbox came in 146.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'vue', test: /node_modules[\\/](vue|@vue|vue-router|vue-i18n|@intlify|pinia)/, tags: ['$initial'] },
            { name: 'icons', test: /node_modules[\\/]@lucide/ },
            { name: 'ui', test: /src[\\/](ui|stores|live|api)[\\/]/ },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': { target: hub, changeOrigin: false },
      '/mail-frame': { target: hub, changeOrigin: false },
      '/connection': { target: hub, ws: true },
    },
  },
  test: {
    // A page costs more than most of the tests: those that need one say so.
    environment: 'node',
    pool: 'threads',
    include: ['src/**/*.test.ts'],
    restoreMocks: true,
    testTimeout: 30_000, // nothing waits for it but what fails
  },
})
