/** German: the video clips (`de.ts`). */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'clip.intro': 'Kurze Videos von dir, aus den Aufnahmen dieses Rennens geschnitten.',
  'clip.button': 'Mein Video erstellen',
  'clip.selfie.first': 'Finde dich zuerst mit einem Selfie; dein Video entsteht aus demselben Bild.',
  'clip.selfie.link': 'Zur Selfie-Suche',
  'clip.looking': 'Deine Videos werden gesucht…',
  'clip.ordering': 'Dein Video wird bestellt…',
  'clip.confirming':
    'Die Verbindung ist abgebrochen. Wir suchen deine Bestellung, ohne zweimal zu bestellen…',
  'clip.rendering': 'Dein Video entsteht aus den Aufnahmen des Rennens. Das dauert einige Minuten.',
  'clip.minutes': { one: 'Bisher {count} Minute.', other: 'Bisher {count} Minuten.' },
  'clip.offline': 'Du bist offline. Wir schauen wieder nach, sobald du zurück bist.',
  'clip.leave': 'Du kannst diese Seite schließen: Dein Video entsteht weiter.',
  'clip.comeback': 'Mit diesem Link kommst du zurück:',
  'clip.link': 'Meine Fotos und Videos',
  'clip.found': { one: 'Dein Video ist fertig.', other: 'Deine {count} Videos sind fertig.' },
  'clip.none': 'In den Aufnahmen dieses Events wurde kein Video von dir gefunden.',
  'clip.timeout':
    'Dein Video entsteht noch. Schau jetzt oder später wieder nach; nichts wird zweimal bestellt.',
  'clip.unconfirmed':
    'Deine Bestellung konnte nicht bestätigt werden. Versuche es noch einmal: Dieselbe Bestellung wird fortgesetzt.',
  'clip.look': 'Wieder nachschauen',
  'clip.restart': 'Neu beginnen',
  'clip.caption': 'Video {index} von {total}',
  'clip.broken': 'Dieses Video konnte nicht abgespielt werden.',
  'clip.open': 'Video öffnen',
  'clip.more': { one: '{count} weiteres Video zeigen', other: '{count} weitere Videos zeigen' },
  'clip.download': 'Speichern',
  'clip.saving': 'Video wird geladen…',
  'clip.share': 'Speichern oder teilen',
  'clip.saved': 'Gespeichert.',
  'clip.unsaved': 'Dieser Browser darf das Video von hier nicht speichern. Öffne es und speichere es dort.',
};
