/** What the focus needs among photos: where keys lead to, and that it can be seen there. Loaded with the first focus. */
export { stepFrom } from '../ui/virtual-steps.js';
export { watch } from './uncover.js';
