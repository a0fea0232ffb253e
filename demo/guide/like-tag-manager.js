/** Runs the scripts of a Custom HTML tag as Tag Manager does: their text, and no attributes but `src`. */
for (const tag of document.querySelectorAll('template[data-custom-html-tag]'))
  for (const written of tag.content.querySelectorAll('script')) {
    const script = document.createElement('script');
    if (written.src) script.src = written.src;
    script.text = written.text;
    document.body.append(script);
  }
