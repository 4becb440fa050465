// The applications' own login form leads nowhere here. When a session is over, by sign-out or by itself, go where people log in.
const open = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url) {
  this.addEventListener('load', () => {
    if (this.status === 401) {
      window.location.reload();
    } else if (this.status === 200 && /\/auth\/user\/[^/]+\/logout$/.test(url)) {
      window.location.assign(JSON.parse(this.responseText).next);
    }
  });
  return open.apply(this, arguments);
};
