/** The tags on a page of a router that keeps its routes in the hash. */
import { createApp, h } from 'vue';
import { createRouter, createWebHashHistory, RouterView } from 'vue-router';
import Photos from './Photos.vue';
import './tags.js';

const News = { render: () => h('p', 'No news.') };
const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', component: Photos },
    { path: '/news', component: News },
  ],
});
const Page = { render: () => [h('a', { href: '#/news' }, 'News'), h(RouterView)] };
createApp(Page).use(router).mount('main');
