package gov.mt.immtrax.access.demo;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

/** The frame of the demo's own pages; it looks unlike the service, so that nobody takes the one for the other. */
public final class DemoPage {

    private static final String STYLE = """
            :root { --ink:#1d2733; --soft:#5a6675; --line:#d7dde5; --paper:#f4f6f9; --blue:#1b4b7a; --gold:#f2b632 }
            * { box-sizing:border-box }
            body { margin:0; background:var(--paper); color:var(--ink); font:1rem/1.5 system-ui,"Liberation Sans",sans-serif }
            header { background:#12283f; color:#fff; border-bottom:4px solid var(--gold) }
            header div, main { max-width:62rem; margin:0 auto; padding:.75rem 1rem }
            header div { display:flex; align-items:center; gap:.75rem; flex-wrap:wrap }
            header b { background:var(--gold); color:#12283f; border-radius:.25rem; padding:0 .5rem; letter-spacing:.05em }
            header a { color:#fff; margin-left:auto }
            main { padding-top:1.25rem; padding-bottom:3rem }
            h1 { font-size:1.75rem; line-height:1.2; margin:0 0 .5rem; overflow-wrap:anywhere }
            h2 { font-size:1.1rem; margin:0 0 .75rem }
            a { color:var(--blue) }
            .lead, .hint, .about, .address, dt, time { color:var(--soft) }
            .lead { margin:0 0 1.25rem }
            .card, .people button, .mails a { background:#fff; border:1px solid var(--line); border-radius:.6rem; padding:1.1rem }
            .columns { display:grid; gap:1.5rem; grid-template-columns:minmax(0,19rem) minmax(0,1fr); align-items:start }
            label { display:block; font-weight:600; margin-top:.75rem }
            input { width:100%; font:inherit; padding:.55rem .7rem; border:1px solid #8a96a5; border-radius:.4rem }
            .hint { font-size:.9rem; margin:.6rem 0 }
            button { font:inherit; color:inherit; cursor:pointer }
            .main { width:100%; background:var(--blue); color:#fff; border:0; border-radius:.4rem; padding:.65rem; font-weight:600 }
            .main:hover { background:#123a61 }
            .people { display:grid; gap:.6rem; grid-template-columns:repeat(auto-fill,minmax(16rem,1fr)) }
            .people button { text-align:left; padding:.75rem .9rem; display:flex; flex-direction:column; gap:.15rem }
            .people button:hover, .mails a:hover { border-color:var(--blue); background:#f8fbff }
            :focus-visible { outline:3px solid var(--gold); outline-offset:1px }
            .name { font-weight:600 }
            .about { font-size:.9rem; line-height:1.35 }
            .address { font-size:.85rem; overflow-wrap:anywhere; margin-top:auto; padding-top:.25rem }
            .error { background:#fdecea; border:1px solid #c9372c; border-radius:.4rem; padding:.6rem .9rem }
            .mails { list-style:none; margin:0; padding:0; display:grid; gap:.6rem }
            .mails a { display:grid; grid-template-columns:1fr auto; gap:0 1rem; padding:.75rem 1rem; color:inherit; text-decoration:none }
            .mails strong { overflow-wrap:anywhere }
            .mails span { grid-column:1/-1; color:var(--soft); overflow-wrap:anywhere }
            time { font-size:.9rem; white-space:nowrap }
            dl { display:grid; grid-template-columns:auto 1fr; gap:.15rem 1rem; margin:0 }
            dd { margin:0; overflow-wrap:anywhere }
            iframe { width:100%; height:65vh; min-height:24rem; border:1px solid var(--line); border-radius:.6rem; background:#fff; margin-top:1rem }
            pre { white-space:pre-wrap; overflow-wrap:anywhere; font:inherit; margin:0 }
            details { margin-top:1rem }
            summary { cursor:pointer; margin-bottom:.6rem }
            @media (max-width:44rem) { .columns { grid-template-columns:minmax(0,1fr) } h1 { font-size:1.5rem } .mails a { grid-template-columns:1fr } }
            """;

    private DemoPage() {}

    /**
     * @param title plain text
     * @param applicationUrl where the service is, without a slash at the end
     * @param body HTML
     */
    public static String html(String title, String applicationUrl, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width, initial-scale=1">
                  <title>%1$s - Demo</title>
                  <style>%4$s</style>
                </head>
                <body>
                <header><div><b>DEMO</b> imMTrax Access <a href="%2$s/">To the service</a></div></header>
                <main>
                <h1>%1$s</h1>
                %3$s
                </main>
                </body>
                </html>
                """.formatted(htmlEscape(title), htmlEscape(applicationUrl), body, STYLE);
    }
}
