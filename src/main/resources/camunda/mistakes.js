// Shows each mistake in a form beside its field. The bar at the top disappears when all mistakes are corrected.
const SUBMITTED = /\/task\/[^/]+\/submit-form$/;
const REFUSED = /^Cannot submit task form [^:]*: /;
const GROUP = '.form-group, .checkbox';
const MISTAKE = /(^|; )([a-z][A-Za-z]*): /;

function fields(message) {
  return message.split(/; (?=[a-z][A-Za-z]*: )/).map(part => {
    const found = MISTAKE.exec(part);
    return found ? {field: found[2], words: part.substring(found[0].length)} : {field: null, words: part};
  });
}

function forget() {
  document.querySelectorAll('[data-mistake]').forEach(told => {
    const control = document.getElementById(told.dataset.mistake);
    if (control) {
      control.removeAttribute('aria-invalid');
      control.closest(GROUP)?.classList.remove('has-error');
    }
    told.remove();
  });
}

function tellBeside(mistake) {
  const control = document.querySelector(`form [name="${mistake.field}"]`);
  if (!control) {
    return false;
  }
  control.closest('.checkbox')?.classList.remove('ng-hide'); // a question that is asked only now
  const told = document.createElement('p');
  told.className = 'help-block';
  told.setAttribute('role', 'alert');
  told.dataset.mistake = control.id;
  told.textContent = mistake.words;
  (control.closest('label') ?? control).after(told); // a box stands in its label
  control.setAttribute('aria-invalid', 'true');
  control.closest(GROUP)?.classList.add('has-error');
  const corrected = control.tagName === 'SELECT' ? 'change' : 'input';
  control.addEventListener(corrected, done, {once: true}); // the bar lies over Complete
  control.focus();
  return true;
}

function bars() {
  return [...document.querySelectorAll('.notifications .alert')];
}

// Tasklist shows its own bar a moment later, with a text for developers.
function clearBar(words, tries = 0) {
  const bar = bars().find(it => REFUSED.test(it.querySelector('.message')?.textContent ?? ''));
  if (bar) {
    bar.querySelector('.message').textContent = words;
    bar.dataset.refused = 'true';
  } else if (tries < 40) {
    setTimeout(() => clearBar(words, tries + 1), 50);
  }
}

function refused(answer) {
  const mistakes = fields(answer.replace(REFUSED, ''));
  mistakes.reverse().forEach(tellBeside);
  clearBar(mistakes.reverse().map(it => it.words).join(' '));
}

function done() {
  forget();
  bars().filter(it => it.dataset.refused).forEach(it => it.querySelector('[ng-click^="removeNotification"]')?.click());
}

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url) {
  if (SUBMITTED.test(url)) {
    this.addEventListener('load', () => {
      forget();
      if (this.status < 300) {
        done();
      } else if (this.status === 400) {
        refused(JSON.parse(this.responseText).message ?? '');
      }
    });
  }
  return open.apply(this, arguments);
};
