// The applications' own login form leads nowhere here. When a session is over, by sign-out or by itself, go where people log in.
let leaving = false;

// Not a reload: the application may by then have turned to its own login form, and a reload would come back to that.
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
