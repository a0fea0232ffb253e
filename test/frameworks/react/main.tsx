/** Under StrictMode, which mounts everything twice. */
import { StrictMode } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { Photos } from './photos.js';

const root = document.querySelector('main')!;
const page = (
  <StrictMode>
    <Photos />
  </StrictMode>
);
if (root.childElementCount > 0) hydrateRoot(root, page);
else createRoot(root).render(page);
