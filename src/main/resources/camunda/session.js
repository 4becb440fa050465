// The applications' own login form leads nowhere here. When a session is over, by sign-out or by itself, go where people log in.
let leaving = false;

// Not a reload: the application has by then turned to its own login form, and that is where a reload would come back to.
function loginAndComeBack() {
  if (!leaving) {
    leaving = true;
    window.location.assign(window.location.pathname + '?again=' + Date.now() + window.location.hash);
  }
}

const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url) {
  this.addEventListener('load', () => {
    if (this.status === 401) {
      loginAndComeBack();
    } else if (this.status === 200 && /\/auth\/user\/[^/]+\/logout$/.test(url)) {
      window.location.assign(JSON.parse(this.responseText).next);
    }
  });
  return open.apply(this, arguments);
};
