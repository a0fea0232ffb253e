/** Spanish: saving and sharing photos (`es.ts`). */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'download.fetching': 'Obteniendo la foto…',
  'download.saved.one': 'Foto guardada.',
  'download.ready': 'La foto está lista.',
  'download.photos': 'Guardar en Fotos',
  'download.open': 'Abrir original',
  'download.open.preview': 'Abrir foto',
  'download.hint': 'Abre la foto y mantenla pulsada, o haz clic derecho, para guardarla.',
  'download.app': 'Esta app',
  'download.in-app':
    '{app} no puede guardar fotos. Abre esta y mantenla pulsada, o abre esta página en tu navegador.',
  'download.none': 'No hay original de esta foto.',
  'download.find': 'Encuéntrate por dorsal o selfie para obtener el original.',
  'download.preview': 'Guardar la vista previa',
  'download.none.many': {
    one: 'Aquí no hay original de {count} foto.',
    other: 'Aquí no hay originales de {count} fotos.',
  },
  'download.failed': 'No se pudo guardar la foto.',
  'download.reading': 'Leyendo la lista de fotos…',
  'download.picking': 'Elige dónde guardar las fotos.',
  'download.saving': {
    one: 'Guardando {count} foto: {percent} %',
    other: 'Guardando {count} fotos: {percent} %',
  },
  'download.progress': '{done} de {total} fotos, {size}',
  'download.saved': { one: '{count} foto guardada.', other: '{count} fotos guardadas.' },
  'download.missing': { one: 'Falta {count} foto: {names}', other: 'Faltan {count} fotos: {names}' },
  'download.missing.more': '{names} y {rest} más',
  'download.missing.file': 'Estas fotos no están en el archivo:',
  'download.stopped': 'Detenido. No se guardó nada de esto.',
  'download.write': 'No se pudo escribir el archivo.',
  'download.plan': { one: '{count} foto.', other: '{count} fotos.' },
  'download.plan.size': { one: '{count} foto, unos {size}.', other: '{count} fotos, unos {size}.' },
  'download.part': {
    one: 'Parte {part} de {parts}: {count} foto',
    other: 'Parte {part} de {parts}: {count} fotos',
  },
  'download.batch': { one: 'Obtener la siguiente foto', other: 'Obtener las siguientes {count} fotos' },
  'download.batch.ready': {
    one: '{count} de {total} fotos está lista.',
    other: '{count} de {total} fotos están listas.',
  },
  'download.batch.stuck':
    'El menú para compartir no responde. Ciérralo si está abierto; si no, elige un archivo zip o vuelve a cargar esta página.',
  'download.batch.save': { one: 'Guardar {count} foto', other: 'Guardar {count} fotos' },
  'download.zip': 'Como archivo (zip)',
  'download.previews': 'Guardar vistas previas',
  'download.links': 'Guarda estas fotos una a una: ábrelas y mantenlas pulsadas, o haz clic derecho.',
  'download.links.in-app':
    '{app} no puede guardar fotos. Abre cada una y mantenla pulsada, o abre esta página en tu navegador.',
  'download.link': 'Copiar enlace a estas fotos',
  'download.link.done': 'Enlace copiado.',
  'download.cancel': 'Cancelar',
  'download.close': 'Cerrar',
  'share.copied': 'Enlace a esta foto copiado.',
  'share.again': 'La foto está lista. Pulsa Compartir otra vez.',
  'share.failed': 'Esta foto no se puede compartir desde aquí.',
};
