/**
 * Tamil: the selfie search (`ta.ts`).
 *
 * NOT REVIEWED: the texts under `consent.` are legal texts, and no lawyer and no native speaker has read these translations.
 * `messages` or the slot `consent` replaces them.
 */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'consent.purpose':
    'நீங்கள் உள்ள படங்களைக் கண்டறிய, உங்கள் செல்ஃபி இந்த நிகழ்வின் படங்களில் உள்ள முகங்களுடன் ஒப்பிடப்படும். இது உயிரியளவியல் தரவு.',
  'consent.processor': '{controller} சார்பில் 9Pic ஒப்பிடுகிறது.',
  'consent.processor.unnamed': 'தனியுரிமைப் பக்கத்தில் குறிப்பிட்டுள்ள அமைப்பாளர் சார்பில் 9Pic ஒப்பிடுகிறது.',
  'consent.retention': 'வைத்திருக்கும் காலம்: {retention}.',
  'consent.retention.unnamed': 'எவ்வளவு காலம் வைத்திருக்கப்படும் என்பது தனியுரிமைப் பக்கத்தில் உள்ளது.',
  'consent.deletion': 'நீக்குமாறு இங்கே கேட்கலாம்:',
  'consent.deletion.unnamed': 'எப்படி நீக்கச் செய்வது என்பது தனியுரிமைப் பக்கத்தில் உள்ளது.',
  'consent.contact': 'என் முகத் தேடலை நீக்கு',
  'consent.link': 'முடிவுக்கு ஓர் இணைப்பு கிடைக்கும். அந்த இணைப்பு உள்ள எவரும் இந்தப் படங்களைப் பார்க்கலாம்.',
  'consent.alternative': 'ஒப்புக்கொள்ள வேண்டியதில்லை: முகம் இல்லாமல், பந்தய எண்ணால் தேடலாம்.',
  'consent.privacy': 'தனியுரிமைப் பக்கம்',
  'consent.agree': 'இந்த நிகழ்வின் படங்களில் என் முகம் தேடப்படுவதை ஒப்புக்கொள்கிறேன்.',
  'consent.age': 'என் வயது {age} அல்லது அதற்கு மேல், அல்லது இந்தப் படத்தில் உள்ள குழந்தையின் பெற்றோர் நான்.',
  'selfie.file': 'உங்கள் முகப் படத்தைத் தேர்வு செய்யவும் அல்லது எடுக்கவும்',
  'selfie.drop': 'படத்தை இங்கே இழுத்து விடலாம் அல்லது ஒட்டலாம்.',
  'selfie.camera': 'கேமராவைப் பயன்படுத்து',
  'selfie.camera.choose': 'கேமரா',
  'selfie.capture': 'படம் எடு',
  'selfie.cancel': 'ரத்து செய்',
  'selfie.retake': 'வேறு படம்',
  'selfie.preview': 'உங்கள் படம்',
  'selfie.button': 'என் படங்களைத் தேடு',
  'selfie.consent.first': 'முதலில் மேலே உள்ள பெட்டியில் குறியிடவும்.',
  'selfie.preparing': 'உங்கள் படம் இந்தச் சாதனத்தில் தயாராகிறது…',
  'selfie.ready': 'உங்கள் படம் தயார். பிடித்திருந்தால் தேடவும்.',
  'selfie.searching': 'உங்கள் முகம் தேடப்படுகிறது…',
  'selfie.confirming': 'இணைப்பு துண்டிக்கப்பட்டது. இரண்டு முறை தேடாமல் பதில் தேடப்படுகிறது…',
  'selfie.unconfirmed': 'உங்கள் தேடலை உறுதிசெய்ய முடியவில்லை. மீண்டும் முயன்றால் அது புதிய தேடலாகக் கணக்கிடப்படலாம்.',
  'selfie.found': { one: '{count} படம் கிடைத்தது.', other: '{count} படங்கள் கிடைத்தன.' },
  'selfie.none': 'இந்தச் செல்ஃபிக்குப் படங்கள் இல்லை. வேறு படம் அல்லது பந்தய எண்ணை முயலவும்.',
  'selfie.again': 'மேலும் படங்கள் வரக்கூடும். படத்தால் மீண்டும் தேடுவது ஒரு புதிய தேடல்.',
  'selfie.again.button': 'புதிய தேடல்',
  'selfie.clear': 'என் தேடலை நீக்கு',
};
