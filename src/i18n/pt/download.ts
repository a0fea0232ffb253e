/** Portuguese: saving and sharing photos (`pt.ts`). */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'download.fetching': 'Buscando a foto…',
  'download.saved.one': 'Foto salva.',
  'download.ready': 'A foto está pronta.',
  'download.photos': 'Salvar em Fotos',
  'download.open': 'Abrir original',
  'download.open.preview': 'Abrir foto',
  'download.hint': 'Abra a foto e mantenha pressionada, ou clique com o botão direito, para salvar.',
  'download.app': 'Este app',
  'download.in-app':
    '{app} não salva fotos. Abra esta e mantenha pressionada, ou abra esta página no seu navegador.',
  'download.none': 'Não há original desta foto.',
  'download.find': 'Encontre-se pelo número de peito ou por selfie para obter o original.',
  'download.preview': 'Salvar a prévia',
  'download.none.many': {
    one: 'Aqui não há original de {count} foto.',
    other: 'Aqui não há originais de {count} fotos.',
  },
  'download.failed': 'Não foi possível salvar a foto.',
  'download.reading': 'Lendo a lista de fotos…',
  'download.picking': 'Escolha onde salvar as fotos.',
  'download.saving': {
    one: 'Salvando {count} foto: {percent} %',
    other: 'Salvando {count} fotos: {percent} %',
  },
  'download.progress': '{done} de {total} fotos, {size}',
  'download.saved': { one: '{count} foto salva.', other: '{count} fotos salvas.' },
  'download.missing': { one: 'Falta {count} foto: {names}', other: 'Faltam {count} fotos: {names}' },
  'download.missing.more': '{names} e mais {rest}',
  'download.missing.file': 'Estas fotos não estão no arquivo:',
  'download.stopped': 'Interrompido. Nada disto foi salvo.',
  'download.write': 'Não foi possível gravar o arquivo.',
  'download.plan': { one: '{count} foto.', other: '{count} fotos.' },
  'download.plan.size': { one: '{count} foto, cerca de {size}.', other: '{count} fotos, cerca de {size}.' },
  'download.part': {
    one: 'Parte {part} de {parts}: {count} foto',
    other: 'Parte {part} de {parts}: {count} fotos',
  },
  'download.batch': { one: 'Buscar a próxima foto', other: 'Buscar as próximas {count} fotos' },
  'download.batch.ready': {
    one: '{count} de {total} fotos está pronta.',
    other: '{count} de {total} fotos estão prontas.',
  },
  'download.batch.stuck':
    'O menu de compartilhar não responde. Feche-o se estiver aberto; senão, escolha um arquivo zip ou recarregue esta página.',
  'download.batch.save': { one: 'Salvar {count} foto', other: 'Salvar {count} fotos' },
  'download.zip': 'Como arquivo (zip)',
  'download.previews': 'Salvar as prévias',
  'download.links':
    'Salve estas fotos uma a uma: abra cada uma e mantenha pressionada, ou clique com o botão direito.',
  'download.links.in-app':
    '{app} não salva fotos. Abra cada uma e mantenha pressionada, ou abra esta página no seu navegador.',
  'download.link': 'Copiar link para estas fotos',
  'download.link.done': 'Link copiado.',
  'download.cancel': 'Cancelar',
  'download.close': 'Fechar',
  'share.copied': 'Link para esta foto copiado.',
  'share.again': 'A foto está pronta. Toque em Compartilhar outra vez.',
  'share.failed': 'Esta foto não pode ser compartilhada daqui.',
};
