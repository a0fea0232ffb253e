/** What Nuxt does on its server. */
import { createSSRApp } from 'vue';
import { renderToString } from 'vue/server-renderer';
import Photos from './Photos.vue';

console.log(await renderToString(createSSRApp(Photos)));
