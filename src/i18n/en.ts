/** English, all texts, named as in the files of other languages. Our own tags never load it: see messages.ts. */
export { english as messages } from './messages.js';
