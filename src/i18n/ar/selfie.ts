/**
 * Arabic: the selfie search (`ar.ts`).
 *
 * NOT REVIEWED: the texts under `consent.` are legal texts, and no lawyer and no native speaker has read these translations.
 * `messages` or the slot `consent` replaces them.
 */
import type { Messages } from '../messages.js';

export const messages: Partial<Messages> = {
  'consent.purpose':
    'تُقارَن صورتك الذاتية بالوجوه في صور هذا الحدث للعثور على الصور التي تظهر فيها. هذه بيانات بيومترية.',
  'consent.processor': 'تُجري المقارنةَ شركة 9Pic، لصالح \u2068{controller}\u2069.',
  'consent.processor.unnamed': 'تُجري المقارنةَ شركة 9Pic، لصالح المنظِّم المذكور في صفحة الخصوصية.',
  'consent.retention': 'مدة الاحتفاظ: \u2068{retention}\u2069.',
  'consent.retention.unnamed': 'مدة الاحتفاظ بها مذكورة في صفحة الخصوصية.',
  'consent.deletion': 'اطلب حذفها هنا:',
  'consent.deletion.unnamed': 'طريقة طلب حذفها مذكورة في صفحة الخصوصية.',
  'consent.contact': 'حذف بحث وجهي',
  'consent.link': 'تحصل النتيجة على رابط. كل من لديه هذا الرابط يمكنه رؤية هذه الصور.',
  'consent.alternative': 'لست ملزَمًا بالموافقة: يمكنك البحث برقم المتسابق، من دون وجهك.',
  'consent.privacy': 'صفحة الخصوصية',
  'consent.agree': 'أوافق على البحث عن وجهي في صور هذا الحدث.',
  'consent.age': 'عمري {age} عامًا أو أكثر، أو أنا أحد والدَي الطفل في هذه الصورة.',
  'selfie.file': 'اختر صورة لوجهك أو التقطها',
  'selfie.drop': 'يمكنك أيضًا سحب صورة إلى هنا أو لصقها.',
  'selfie.camera': 'استخدام الكاميرا',
  'selfie.camera.choose': 'الكاميرا',
  'selfie.capture': 'التقاط الصورة',
  'selfie.cancel': 'إلغاء',
  'selfie.retake': 'صورة أخرى',
  'selfie.preview': 'صورتك',
  'selfie.button': 'ابحث عن صوري',
  'selfie.consent.first': 'ضع علامة في المربع أعلاه أولًا.',
  'selfie.preparing': 'جارٍ تجهيز صورتك على هذا الجهاز…',
  'selfie.ready': 'صورتك جاهزة. ابدأ البحث إذا أعجبتك.',
  'selfie.searching': 'جارٍ البحث عن وجهك…',
  'selfie.confirming': 'انقطع الاتصال. نبحث عن الرد من دون تكرار البحث…',
  'selfie.unconfirmed': 'لم نتمكن من تأكيد بحثك. قد تُحتسب المحاولة من جديد بحثًا جديدًا.',
  'selfie.found': {
    one: 'عُثر على صورة واحدة.',
    two: 'عُثر على صورتين.',
    few: 'عُثر على {count} صور.',
    other: 'عُثر على {count} صورة.',
  },
  'selfie.none': 'لم يُعثر على صور لهذه الصورة الذاتية. جرّب صورة أخرى أو رقم المتسابق.',
  'selfie.again': 'قد تصل صور أخرى. البحث مجددًا بصورة هو بحث جديد.',
  'selfie.again.button': 'بحث جديد',
  'selfie.clear': 'مسح بحثي',
};
