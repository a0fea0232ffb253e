/** Race photos for people to look at. */
import { tinyPictures, type PictureSource } from '../fake/index.js';

/** Draws the pictures of the demo. */
export const drawnPictures = (): PictureSource => tinyPictures;
