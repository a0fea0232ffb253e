/** What SvelteKit does on its server. */
import { render } from 'svelte/server';
import Photos from './Photos.svelte';

console.log(render(Photos).body);
