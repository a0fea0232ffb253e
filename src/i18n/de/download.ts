/** German: saving and sharing photos (`de.ts`). */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'download.fetching': 'Foto wird geholt…',
  'download.saved.one': 'Foto gespeichert.',
  'download.ready': 'Das Foto ist bereit.',
  'download.photos': 'In Fotos sichern',
  'download.open': 'Original öffnen',
  'download.open.preview': 'Foto öffnen',
  'download.hint': 'Öffne das Foto und halte es gedrückt oder klicke rechts darauf, um es zu speichern.',
  'download.app': 'Diese App',
  'download.in-app':
    '{app} kann keine Fotos speichern. Öffne dieses und halte es gedrückt, oder öffne diese Seite in deinem Browser.',
  'download.none': 'Von diesem Foto gibt es kein Original.',
  'download.find': 'Finde dich per Startnummer oder Selfie, um das Original zu bekommen.',
  'download.preview': 'Vorschau speichern',
  'download.none.many': {
    one: 'Von {count} Foto gibt es hier kein Original.',
    other: 'Von {count} Fotos gibt es hier keine Originale.',
  },
  'download.failed': 'Das Foto konnte nicht gespeichert werden.',
  'download.reading': 'Die Liste der Fotos wird gelesen…',
  'download.picking': 'Wähle, wo die Fotos gespeichert werden.',
  'download.saving': {
    one: '{count} Foto wird gespeichert: {percent} %',
    other: '{count} Fotos werden gespeichert: {percent} %',
  },
  'download.progress': '{done} von {total} Fotos, {size}',
  'download.saved': { one: '{count} Foto gespeichert.', other: '{count} Fotos gespeichert.' },
  'download.missing': { one: '{count} Foto fehlt: {names}', other: '{count} Fotos fehlen: {names}' },
  'download.missing.more': '{names} und {rest} weitere',
  'download.missing.file': 'Diese Fotos sind nicht im Archiv:',
  'download.stopped': 'Angehalten. Davon wurde nichts gespeichert.',
  'download.write': 'Das Archiv konnte nicht geschrieben werden.',
  'download.plan': { one: '{count} Foto.', other: '{count} Fotos.' },
  'download.plan.size': { one: '{count} Foto, etwa {size}.', other: '{count} Fotos, etwa {size}.' },
  'download.part': {
    one: 'Teil {part} von {parts}: {count} Foto',
    other: 'Teil {part} von {parts}: {count} Fotos',
  },
  'download.batch': { one: 'Nächstes Foto holen', other: 'Nächste {count} Fotos holen' },
  'download.batch.ready': {
    one: '{count} von {total} Fotos ist bereit.',
    other: '{count} von {total} Fotos sind bereit.',
  },
  'download.batch.stuck':
    'Das Teilen-Menü antwortet nicht. Schließe es, falls es offen ist; sonst nimm ein Archiv oder lade diese Seite neu.',
  'download.batch.save': { one: '{count} Foto speichern', other: '{count} Fotos speichern' },
  'download.zip': 'Als Archiv (zip)',
  'download.previews': 'Vorschaubilder speichern',
  'download.links':
    'Speichere diese Fotos einzeln: Öffne jedes und halte es gedrückt oder klicke rechts darauf.',
  'download.links.in-app':
    '{app} kann keine Fotos speichern. Öffne jedes und halte es gedrückt, oder öffne diese Seite in deinem Browser.',
  'download.link': 'Link zu diesen Fotos kopieren',
  'download.link.done': 'Link kopiert.',
  'download.cancel': 'Abbrechen',
  'download.close': 'Schließen',
  'share.copied': 'Link zu diesem Foto kopiert.',
  'share.again': 'Das Foto ist bereit. Drücke noch einmal auf Teilen.',
  'share.failed': 'Dieses Foto kann von hier nicht geteilt werden.',
};
