/** What Next.js does on its server. */
import { renderToString } from 'react-dom/server';
import { Photos } from './photos.js';

console.log(renderToString(<Photos />));
