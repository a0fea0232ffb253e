/**
 * Spanish: the selfie search (`es.ts`).
 *
 * NOT REVIEWED: the texts under `consent.` are legal texts, and no lawyer and no native speaker has read these translations.
 * `messages` or the slot `consent` replaces them.
 */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'consent.purpose':
    'Tu selfie se compara con las caras de las fotos de este evento para encontrar aquellas en las que sales. Son datos biométricos.',
  'consent.processor': 'La comparación la hace 9Pic, por encargo de {controller}.',
  'consent.processor.unnamed':
    'La comparación la hace 9Pic, por encargo de la organización que se indica en la página de privacidad.',
  'consent.retention': 'Conservación: {retention}.',
  'consent.retention.unnamed': 'En la página de privacidad se indica cuánto tiempo se conserva.',
  'consent.deletion': 'Pide aquí que se borre:',
  'consent.deletion.unnamed': 'En la página de privacidad se explica cómo pedir que se borre.',
  'consent.contact': 'Borrar mi búsqueda facial',
  'consent.link': 'El resultado recibe un enlace. Cualquiera que lo tenga puede ver estas fotos.',
  'consent.alternative': 'No tienes que aceptar: puedes buscar por dorsal, sin tu cara.',
  'consent.privacy': 'Página de privacidad',
  'consent.agree': 'Acepto que se busque mi cara en las fotos de este evento.',
  'consent.age': 'Tengo {age} años o más, o soy madre o padre de la persona menor que aparece en esta foto.',
  'selfie.file': 'Elige o haz una foto de tu cara',
  'selfie.drop': 'También puedes arrastrar o pegar una imagen aquí.',
  'selfie.camera': 'Usar la cámara',
  'selfie.camera.choose': 'Cámara',
  'selfie.capture': 'Hacer la foto',
  'selfie.cancel': 'Cancelar',
  'selfie.retake': 'Otra foto',
  'selfie.preview': 'Tu foto',
  'selfie.button': 'Buscar mis fotos',
  'selfie.consent.first': 'Marca primero la casilla de arriba.',
  'selfie.preparing': 'Preparando tu foto en este dispositivo…',
  'selfie.ready': 'Tu foto está lista. Busca cuando te guste.',
  'selfie.searching': 'Buscando tu cara…',
  'selfie.confirming': 'Se cortó la conexión. Buscamos la respuesta sin repetir la búsqueda…',
  'selfie.unconfirmed':
    'No pudimos confirmar tu búsqueda. Si lo intentas de nuevo, puede contar como una búsqueda nueva.',
  'selfie.found': { one: '{count} foto encontrada.', other: '{count} fotos encontradas.' },
  'selfie.none': 'No hay fotos para este selfie. Prueba con otra imagen o con tu dorsal.',
  'selfie.again': 'Puede que lleguen más fotos. Buscar otra vez con una imagen es una búsqueda nueva.',
  'selfie.again.button': 'Nueva búsqueda',
  'selfie.clear': 'Borrar mi búsqueda',
};
