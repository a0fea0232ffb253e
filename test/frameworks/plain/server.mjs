/** What a server that only imports does. */
import 'ninepic-elements/define';
import { NinepicGallery } from 'ninepic-elements';

console.log(typeof NinepicGallery === 'function' ? '<ninepic-gallery></ninepic-gallery>' : '');
