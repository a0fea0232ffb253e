import { createApp } from 'vue';
import Photos from './Photos.vue';
import './tags.js';

createApp(Photos).mount('main');
