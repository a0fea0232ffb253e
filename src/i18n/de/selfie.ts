/**
 * German: the selfie search (`de.ts`).
 *
 * NOT REVIEWED: the texts under `consent.` are legal texts, and no lawyer and no native speaker has read these translations.
 * `messages` or the slot `consent` replaces them.
 */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'consent.purpose':
    'Dein Selfie wird mit den Gesichtern auf den Fotos dieses Events verglichen, um die Fotos mit dir zu finden. Das sind biometrische Daten.',
  'consent.processor': 'Den Vergleich führt 9Pic durch, im Auftrag von {controller}.',
  'consent.processor.unnamed':
    'Den Vergleich führt 9Pic durch, im Auftrag des Veranstalters, der auf der Datenschutzseite genannt ist.',
  'consent.retention': 'Aufbewahrung: {retention}.',
  'consent.retention.unnamed': 'Wie lange es aufbewahrt wird, steht auf der Datenschutzseite.',
  'consent.deletion': 'Hier kannst du die Löschung verlangen:',
  'consent.deletion.unnamed': 'Wie du es löschen lassen kannst, steht auf der Datenschutzseite.',
  'consent.contact': 'Meine Gesichtssuche löschen',
  'consent.link': 'Das Ergebnis bekommt einen Link. Wer diesen Link hat, kann diese Fotos sehen.',
  'consent.alternative': 'Du musst nicht zustimmen: Du kannst nach Startnummer suchen, ohne dein Gesicht.',
  'consent.privacy': 'Datenschutzseite',
  'consent.agree': 'Ich bin einverstanden, dass mein Gesicht in den Fotos dieses Events gesucht wird.',
  'consent.age': 'Ich bin {age} oder älter, oder ein Elternteil des Kindes auf diesem Foto.',
  'selfie.file': 'Wähle oder mache ein Bild von deinem Gesicht',
  'selfie.drop': 'Du kannst auch ein Bild hierher ziehen oder einfügen.',
  'selfie.camera': 'Kamera benutzen',
  'selfie.camera.choose': 'Kamera',
  'selfie.capture': 'Bild aufnehmen',
  'selfie.cancel': 'Abbrechen',
  'selfie.retake': 'Anderes Bild',
  'selfie.preview': 'Dein Bild',
  'selfie.button': 'Meine Fotos finden',
  'selfie.consent.first': 'Setze zuerst oben das Häkchen.',
  'selfie.preparing': 'Dein Bild wird auf diesem Gerät vorbereitet…',
  'selfie.ready': 'Dein Bild ist bereit. Starte die Suche, wenn es dir gefällt.',
  'selfie.searching': 'Dein Gesicht wird gesucht…',
  'selfie.confirming': 'Die Verbindung ist abgebrochen. Wir holen die Antwort, ohne zweimal zu suchen…',
  'selfie.unconfirmed':
    'Deine Suche konnte nicht bestätigt werden. Ein neuer Versuch kann als neue Suche zählen.',
  'selfie.found': { one: '{count} Foto gefunden.', other: '{count} Fotos gefunden.' },
  'selfie.none':
    'Zu diesem Selfie wurden keine Fotos gefunden. Versuche ein anderes Bild oder deine Startnummer.',
  'selfie.again':
    'Vielleicht kommen noch Fotos dazu. Noch einmal mit einem Bild zu suchen ist eine neue Suche.',
  'selfie.again.button': 'Neue Suche',
  'selfie.clear': 'Meine Suche löschen',
};
