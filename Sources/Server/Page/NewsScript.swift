/// The only script of the pages, which do without it as well: it says when the log has moved on.
///
/// It listens while somebody looks at the page, since browsers open few connections at a time; and once it has something to say
/// it is done. It never reloads anything by itself.
enum NewsScript {
  static let text = #"""
    "use strict";
    (() => {
      const place = document.getElementById("news");
      if (!place || !("EventSource" in window)) return;
      const link = place.querySelector("a");
      let source = null;
      const stop = () => {
        if (source) source.close();
        source = null;
      };
      const listen = () => {
        if (source || !link.hidden || document.hidden) return;
        source = new EventSource(place.dataset.source);
        source.addEventListener("news", () => {
          stop();
          link.hidden = false;
        });
      };
      document.addEventListener("visibilitychange", () => (document.hidden ? stop() : listen()));
      window.addEventListener("pagehide", stop);
      window.addEventListener("pageshow", listen);
      listen();
    })();

    """#
}
