/**
 * Portuguese: the selfie search (`pt.ts`).
 *
 * NOT REVIEWED: the texts under `consent.` are legal texts, and no lawyer and no native speaker has read these translations.
 * `messages` or the slot `consent` replaces them.
 */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'consent.purpose':
    'Sua selfie é comparada com os rostos nas fotos deste evento para encontrar as fotos em que você aparece. São dados biométricos.',
  'consent.processor': 'A comparação é feita pela 9Pic, para {controller}.',
  'consent.processor.unnamed':
    'A comparação é feita pela 9Pic, para a organização indicada na página de privacidade.',
  'consent.retention': 'Conservação: {retention}.',
  'consent.retention.unnamed': 'Por quanto tempo ela é guardada está na página de privacidade.',
  'consent.deletion': 'Peça a exclusão aqui:',
  'consent.deletion.unnamed': 'Como pedir a exclusão está na página de privacidade.',
  'consent.contact': 'Excluir minha busca facial',
  'consent.link': 'O resultado recebe um link. Quem tiver este link pode ver estas fotos.',
  'consent.alternative': 'Você não precisa concordar: pode buscar pelo número de peito, sem o seu rosto.',
  'consent.privacy': 'Página de privacidade',
  'consent.agree': 'Concordo que meu rosto seja procurado nas fotos deste evento.',
  'consent.age': 'Tenho {age} anos ou mais, ou sou mãe ou pai da criança nesta foto.',
  'selfie.file': 'Escolha ou tire uma foto do seu rosto',
  'selfie.drop': 'Você também pode arrastar ou colar uma imagem aqui.',
  'selfie.camera': 'Usar a câmera',
  'selfie.camera.choose': 'Câmera',
  'selfie.capture': 'Tirar a foto',
  'selfie.cancel': 'Cancelar',
  'selfie.retake': 'Outra foto',
  'selfie.preview': 'Sua foto',
  'selfie.button': 'Encontrar minhas fotos',
  'selfie.consent.first': 'Marque primeiro a caixa acima.',
  'selfie.preparing': 'Preparando sua foto neste aparelho…',
  'selfie.ready': 'Sua foto está pronta. Busque quando gostar dela.',
  'selfie.searching': 'Procurando seu rosto…',
  'selfie.confirming': 'A conexão caiu. Procurando a resposta, sem buscar duas vezes…',
  'selfie.unconfirmed':
    'Não conseguimos confirmar sua busca. Tentar de novo pode contar como uma nova busca.',
  'selfie.found': { one: '{count} foto encontrada.', other: '{count} fotos encontradas.' },
  'selfie.none': 'Nenhuma foto encontrada para esta selfie. Tente outra imagem ou seu número de peito.',
  'selfie.again': 'Mais fotos ainda podem chegar. Buscar de novo com uma imagem é uma nova busca.',
  'selfie.again.button': 'Nova busca',
  'selfie.clear': 'Apagar minha busca',
};
