/**
 * French: the selfie search (`fr.ts`).
 *
 * NOT REVIEWED: the texts under `consent.` are legal texts, and no lawyer and no native speaker has read these translations.
 * `messages` or the slot `consent` replaces them.
 */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'consent.purpose':
    'Votre selfie est comparé aux visages des photos de cet événement pour trouver celles où vous êtes. Ce sont des données biométriques.',
  'consent.processor': 'La comparaison est effectuée par 9Pic, pour {controller}.',
  'consent.processor.unnamed':
    'La comparaison est effectuée par 9Pic, pour l’organisateur indiqué sur la page de confidentialité.',
  'consent.retention': 'Conservation : {retention}.',
  'consent.retention.unnamed': 'La durée de conservation figure sur la page de confidentialité.',
  'consent.deletion': 'Demandez la suppression ici :',
  'consent.deletion.unnamed': 'La façon de la faire supprimer figure sur la page de confidentialité.',
  'consent.contact': 'Supprimer ma recherche faciale',
  'consent.link': 'Le résultat reçoit un lien. Toute personne disposant de ce lien peut voir ces photos.',
  'consent.alternative':
    'Vous n’êtes pas obligé d’accepter : vous pouvez chercher par dossard, sans votre visage.',
  'consent.privacy': 'Page de confidentialité',
  'consent.agree': 'J’accepte que mon visage soit recherché dans les photos de cet événement.',
  'consent.age': 'J’ai {age} ans ou plus, ou je suis le parent de l’enfant sur cette photo.',
  'selfie.file': 'Choisissez ou prenez une photo de votre visage',
  'selfie.drop': 'Vous pouvez aussi déposer ou coller une image ici.',
  'selfie.camera': 'Utiliser l’appareil photo',
  'selfie.camera.choose': 'Caméra',
  'selfie.capture': 'Prendre la photo',
  'selfie.cancel': 'Annuler',
  'selfie.retake': 'Autre photo',
  'selfie.preview': 'Votre photo',
  'selfie.button': 'Trouver mes photos',
  'selfie.consent.first': 'Cochez d’abord la case ci-dessus.',
  'selfie.preparing': 'Préparation de votre photo sur cet appareil…',
  'selfie.ready': 'Votre photo est prête. Lancez la recherche si elle vous convient.',
  'selfie.searching': 'Recherche de votre visage…',
  'selfie.confirming': 'La connexion a été coupée. Nous cherchons la réponse, sans relancer la recherche…',
  'selfie.unconfirmed':
    'Nous n’avons pas pu confirmer votre recherche. Un nouvel essai peut compter comme une nouvelle recherche.',
  'selfie.found': { one: '{count} photo trouvée.', other: '{count} photos trouvées.' },
  'selfie.none': 'Aucune photo trouvée pour ce selfie. Essayez une autre image ou votre dossard.',
  'selfie.again':
    'D’autres photos peuvent encore arriver. Chercher à nouveau avec une image est une nouvelle recherche.',
  'selfie.again.button': 'Nouvelle recherche',
  'selfie.clear': 'Effacer ma recherche',
};
