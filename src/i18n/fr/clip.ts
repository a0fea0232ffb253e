/** French: the video clips (`fr.ts`). */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'clip.intro': 'De courtes vidéos de vous, tirées des images filmées de cette course.',
  'clip.button': 'Créer ma vidéo',
  'clip.selfie.first':
    'Trouvez-vous d’abord avec un selfie ; votre vidéo est créée à partir de la même photo.',
  'clip.selfie.link': 'Aller à la recherche par selfie',
  'clip.looking': 'Recherche de vos vidéos…',
  'clip.ordering': 'Commande de votre vidéo…',
  'clip.confirming': 'La connexion a été coupée. Nous cherchons votre commande, sans commander deux fois…',
  'clip.rendering':
    'Votre vidéo est en cours de création à partir des images de la course. Cela prend quelques minutes.',
  'clip.minutes': { one: '{count} minute écoulée.', other: '{count} minutes écoulées.' },
  'clip.offline': 'Vous êtes hors ligne. Nous regarderons à nouveau dès votre retour.',
  'clip.leave': 'Vous pouvez fermer cette page : la création de votre vidéo continue.',
  'clip.comeback': 'Revenez avec ce lien :',
  'clip.link': 'Mes photos et vidéos',
  'clip.found': { one: 'Votre vidéo est prête.', other: 'Vos {count} vidéos sont prêtes.' },
  'clip.none': 'Aucune vidéo de vous n’a été trouvée dans les images de cet événement.',
  'clip.timeout':
    'Votre vidéo est encore en cours de création. Regardez à nouveau maintenant ou plus tard ; rien n’est commandé deux fois.',
  'clip.unconfirmed':
    'Nous n’avons pas pu confirmer votre commande. Réessayez : c’est la même commande qui continue.',
  'clip.look': 'Regarder à nouveau',
  'clip.restart': 'Recommencer',
  'clip.caption': 'Vidéo {index} sur {total}',
  'clip.broken': 'Cette vidéo n’a pas pu être lue.',
  'clip.open': 'Ouvrir la vidéo',
  'clip.more': { one: 'Voir {count} vidéo de plus', other: 'Voir {count} vidéos de plus' },
  'clip.download': 'Enregistrer',
  'clip.saving': 'Téléchargement de la vidéo…',
  'clip.share': 'Enregistrer ou partager',
  'clip.saved': 'Enregistré.',
  'clip.unsaved': 'Ce navigateur ne peut pas enregistrer la vidéo d’ici. Ouvrez-la et enregistrez-la là-bas.',
};
