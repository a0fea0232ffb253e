/** The race's photos as a browser draws them: a background that was rendered at build time, and the scene before it. */
import type { Media, PhotoFacts, PictureSource } from '../fake/index.js';
import { plateName } from '../pictures/plate-key.js';
import { SIZES, clipFile, plateOf, sceneOf } from '../pictures/scene.js';

/** A file beside the page; a background is wanted again and again. */
const files = new Map<string, Promise<Blob>>();
function fileOf(path: string): Promise<Blob> {
  const known = files.get(path);
  if (known) return known;
  const read = fetch(new URL(path, document.baseURI)).then((answer) => {
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.blob();
  });
  files.set(path, read);
  read.catch(() => files.delete(path));
  return read;
}

async function imageOf(blob: Blob): Promise<HTMLImageElement> {
  const image = new Image();
  const url = URL.createObjectURL(blob);
  try {
    image.src = url;
    await image.decode();
    return image;
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function draw(photo: PhotoFacts, size: keyof typeof SIZES): Promise<Blob> {
  const scale = SIZES[size] / Math.max(photo.width, photo.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(photo.width * scale);
  canvas.height = Math.round(photo.height * scale);
  const scene = new Blob([sceneOf(photo, size !== 'original', canvas.width)], { type: 'image/svg+xml' });
  const plate = await fileOf(`plates/${plateName(plateOf(photo))}.webp`);
  const layers = await Promise.all([imageOf(plate), imageOf(scene)]);
  const context = canvas.getContext('2d');
  for (const layer of layers) context?.drawImage(layer, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error('This browser drew no picture.'));
    canvas.toBlob(done, 'image/jpeg', size === 'small' ? 0.75 : 0.85);
  });
}

const media = async (type: string, blob: Blob): Promise<Media> => ({
  type,
  bytes: new Uint8Array(await blob.arrayBuffer()),
});

export const browserPictures: PictureSource = {
  picture: async (photo, size) => media('image/jpeg', await draw(photo, size)),
  clip: async (number) => media('video/mp4', await fileOf(clipFile(number))),
};
