/** French: saving and sharing photos (`fr.ts`). */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'download.fetching': 'Récupération de la photo…',
  'download.saved.one': 'Photo enregistrée.',
  'download.ready': 'La photo est prête.',
  'download.photos': 'Enregistrer dans Photos',
  'download.open': 'Ouvrir l’original',
  'download.open.preview': 'Ouvrir la photo',
  'download.hint': 'Ouvrez la photo, puis appuyez longuement ou faites un clic droit pour l’enregistrer.',
  'download.app': 'Cette application',
  'download.in-app':
    '{app} ne peut pas enregistrer de photos. Ouvrez celle-ci et appuyez longuement, ou ouvrez cette page dans votre navigateur.',
  'download.none': 'Il n’y a pas d’original de cette photo.',
  'download.find': 'Trouvez-vous par dossard ou selfie pour obtenir l’original.',
  'download.preview': 'Enregistrer l’aperçu',
  'download.none.many': {
    one: 'Il n’y a pas ici d’original de {count} photo.',
    other: 'Il n’y a pas ici d’originaux de {count} photos.',
  },
  'download.failed': 'La photo n’a pas pu être enregistrée.',
  'download.reading': 'Lecture de la liste des photos…',
  'download.picking': 'Choisissez où enregistrer les photos.',
  'download.saving': {
    one: 'Enregistrement de {count} photo : {percent} %',
    other: 'Enregistrement de {count} photos : {percent} %',
  },
  'download.progress': '{done} photos sur {total}, {size}',
  'download.saved': { one: '{count} photo enregistrée.', other: '{count} photos enregistrées.' },
  'download.missing': { one: '{count} photo manque : {names}', other: '{count} photos manquent : {names}' },
  'download.missing.more': '{names} et {rest} de plus',
  'download.missing.file': 'Ces photos ne sont pas dans l’archive :',
  'download.stopped': 'Arrêté. Rien de tout cela n’a été enregistré.',
  'download.write': 'L’archive n’a pas pu être écrite.',
  'download.plan': { one: 'Au total {count} photo.', other: 'Au total {count} photos.' },
  'download.plan.size': { one: '{count} photo, environ {size}.', other: '{count} photos, environ {size}.' },
  'download.part': {
    one: 'Partie {part} sur {parts} : {count} photo',
    other: 'Partie {part} sur {parts} : {count} photos',
  },
  'download.batch': { one: 'Obtenir la photo suivante', other: 'Obtenir les {count} photos suivantes' },
  'download.batch.ready': {
    one: '{count} photo sur {total} est prête.',
    other: '{count} photos sur {total} sont prêtes.',
  },
  'download.batch.stuck':
    'Le menu de partage ne répond pas. Fermez-le s’il est ouvert ; sinon, prenez une archive ou rechargez cette page.',
  'download.batch.save': { one: 'Enregistrer {count} photo', other: 'Enregistrer {count} photos' },
  'download.zip': 'En archive (zip)',
  'download.previews': 'Enregistrer les aperçus',
  'download.links':
    'Enregistrez ces photos une par une : ouvrez chacune, puis appuyez longuement ou faites un clic droit.',
  'download.links.in-app':
    '{app} ne peut pas enregistrer de photos. Ouvrez chacune et appuyez longuement, ou ouvrez cette page dans votre navigateur.',
  'download.link': 'Copier le lien vers ces photos',
  'download.link.done': 'Lien copié.',
  'download.cancel': 'Annuler',
  'download.close': 'Fermer',
  'share.copied': 'Lien vers cette photo copié.',
  'share.again': 'La photo est prête. Appuyez à nouveau sur Partager.',
  'share.failed': 'Cette photo ne peut pas être partagée d’ici.',
};
