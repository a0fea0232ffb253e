/** French: what is seen after a visitor's act: chart, viewer, saving, camera, and what is wrong with a picture (`fr.ts`). */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'time.label': 'Photos par heure',
  'time.zone': 'Heure de la course : {zone}',
  'time.zone.own': 'Votre heure locale : {zone}',
  'time.day': { one: '{day}, {count} photo', other: '{day}, {count} photos' },
  'time.hour': { one: 'De {from} à {to}, {count} photo', other: 'De {from} à {to}, {count} photos' },
  'time.span': 'de {from} à {to}',
  'time.untimed': { one: '{count} photo sans heure', other: '{count} photos sans heure' },
  'time.untimed.here': 'Photos sans heure',
  'time.scrubber': 'Aller à une heure',
  'time.finish': 'Autour de mon arrivée',
  'time.finish.button': 'Voir',
  'time.finish.missing': 'Saisissez l’heure de votre arrivée, par exemple 08:42:10.',
  'time.finish.invalid': 'Ce n’est pas une heure. Écrivez-la ainsi : 08:42:10.',
  'time.wider': { one: '{count} minute avant et après', other: '{count} minutes avant et après' },
  'camera.denied':
    'L’appareil photo n’est pas autorisé. Autorisez-le dans les réglages du navigateur ou choisissez une image.',
  'camera.absent': 'Aucun appareil photo trouvé. Choisissez une image.',
  'camera.busy': 'L’appareil photo est utilisé par un autre programme. Fermez-le ou choisissez une image.',
  'camera.policy': 'Cette page ne peut pas utiliser l’appareil photo. Choisissez une image.',
  'camera.insecure':
    'L’appareil photo ne fonctionne que sur les pages sécurisées (https). Choisissez une image.',
  'camera.unsupported': 'Ce navigateur n’offre pas d’appareil photo ici. Choisissez une image.',
  'picture.empty': 'Ce fichier est vide. Choisissez une autre image.',
  'picture.too-small': 'Cette image est trop petite pour montrer un visage. Choisissez-en une autre.',
  'picture.not-a-picture': 'Ce fichier n’est pas une image. Choisissez une image JPEG, PNG ou WebP.',
  'picture.pdf': 'C’est un PDF, pas une image. Choisissez une photo.',
  'picture.svg': 'C’est un dessin, pas une photo. Choisissez une photo.',
  'picture.gif': 'C’est un GIF. Choisissez une photo en JPEG ou PNG.',
  'picture.heic':
    'Ce navigateur n’ouvre pas les images HEIC. Prenez une nouvelle photo ou choisissez un JPEG.',
  'picture.too-large': 'Ce fichier est trop volumineux. Choisissez une image plus petite.',
  'picture.too-many-pixels': 'Cette image a trop de pixels. Choisissez-en une plus petite.',
  'picture.cannot-decode': 'Cette image est endommagée et ne peut pas être ouverte. Choisissez-en une autre.',
  'picture.protected':
    'Votre navigateur empêche de modifier les images : les données cachées de celle-ci ne peuvent pas être retirées. Choisissez un JPEG ou autorisez-le pour cette page.',
  'viewer.close': 'Fermer',
  'viewer.next': 'Photo suivante',
  'viewer.previous': 'Photo précédente',
  'viewer.counter': '{index} sur {total}',
  'viewer.loading': 'Chargement de la photo…',
  'viewer.failed': 'Cette photo n’a pas pu être chargée.',
  'viewer.download': 'Télécharger',
  'viewer.share': 'Partager',
};
