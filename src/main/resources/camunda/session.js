// The applications' own login form does not work here. When a session has ended or expired, go to the login page.
let leaving = false;

// Not a reload, because the application may already show its own login form, which a reload would show again.
function loginAndComeBack(place) {
  if (!leaving) {
    leaving = true;
    window.location.assign(window.location.pathname + '?again=' + Date.now() + place);
  }
}

function currentPlace() {
  return window.location.hash.startsWith('#/login') ? '' : window.location.hash;
}

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url) {
  const place = currentPlace();
  this.addEventListener('load', () => {
    if (this.status === 401) {
      loginAndComeBack(place);
    } else if (this.status === 200 && /\/auth\/user\/[^/]+\/logout$/.test(url)) {
      window.location.assign(JSON.parse(this.responseText).next);
    }
  });
  return open.apply(this, arguments);
};
