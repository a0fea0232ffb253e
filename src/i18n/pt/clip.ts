/** Portuguese: the video clips (`pt.ts`). */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'clip.intro': 'Vídeos curtos com você, tirados da filmagem desta corrida.',
  'clip.button': 'Criar meu vídeo',
  'clip.selfie.first': 'Encontre-se primeiro com uma selfie; seu vídeo é feito a partir da mesma foto.',
  'clip.selfie.link': 'Ir para a busca por selfie',
  'clip.looking': 'Procurando seus vídeos…',
  'clip.ordering': 'Pedindo seu vídeo…',
  'clip.confirming': 'A conexão caiu. Procurando seu pedido, sem pedir duas vezes…',
  'clip.rendering': 'Seu vídeo está sendo criado a partir da filmagem da corrida. Leva alguns minutos.',
  'clip.minutes': { one: '{count} minuto até agora.', other: '{count} minutos até agora.' },
  'clip.offline': 'Você está sem conexão. Vamos olhar de novo assim que você voltar.',
  'clip.leave': 'Você pode fechar esta página: seu vídeo continua sendo criado.',
  'clip.comeback': 'Volte com este link:',
  'clip.link': 'Minhas fotos e vídeos',
  'clip.found': { one: 'Seu vídeo está pronto.', other: 'Seus {count} vídeos estão prontos.' },
  'clip.none': 'Nenhum vídeo seu foi encontrado na filmagem deste evento.',
  'clip.timeout':
    'Seu vídeo ainda está sendo criado. Olhe de novo agora ou mais tarde; nada é pedido duas vezes.',
  'clip.unconfirmed': 'Não conseguimos confirmar seu pedido. Tente de novo: o mesmo pedido continua.',
  'clip.look': 'Olhar de novo',
  'clip.restart': 'Começar de novo',
  'clip.caption': 'Vídeo {index} de {total}',
  'clip.broken': 'Não foi possível reproduzir este vídeo.',
  'clip.open': 'Abrir vídeo',
  'clip.more': { one: 'Ver mais {count} vídeo', other: 'Ver mais {count} vídeos' },
  'clip.download': 'Salvar',
  'clip.saving': 'Baixando o vídeo…',
  'clip.share': 'Salvar ou compartilhar',
  'clip.saved': 'Salvo.',
  'clip.unsaved': 'Este navegador não pode salvar o vídeo daqui. Abra o vídeo e salve por lá.',
};
