import { createPinia } from 'pinia'
import { createApp } from 'vue'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import App from './app/App.vue'
import { firstLocale, i18n, setLocale } from './app/i18n'
import { router } from './app/router'
import { currentTheme, setTheme } from './app/theme'

setTheme(currentTheme())
const app = createApp(App).use(createPinia()).use(i18n)
await setLocale(firstLocale())
app.use(router).mount('#app')
