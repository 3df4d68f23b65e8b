using Anomaly.Notifications.Tests.Sending;

namespace Anomaly.Notifications.Tests.Channels;

public sealed class DefinitionTests
{
    private const string Key = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Mail = "\"host\":\"mail.example.com\",\"from\":\"a@example.com\",\"to\":[\"b@example.com\"]";

    [Theory]
    [InlineData("carrier_pigeon", "{}", "type is 'carrier_pigeon'; must be alertmanager, log, pagerduty, slack, smtp, webhook")]
    [InlineData("webhook", "{}", "settings.url is missing; must be an http or https address")]
    [InlineData("webhook", """{"url":"ftp://a"}""", "settings.url is 'ftp://a'; must be an http or https address")]
    [InlineData("webhook", """{"url":"hooks"}""", "settings.url is 'hooks'; must be an http or https address")]
    [InlineData("webhook", """{"url":5}""", "settings.url is 5; must be an http or https address")]
    [InlineData("webhook", """{"url":"https://ana:hidden@a"}""", "settings.url is not an http or https address; must be one, without a user name or password")]
    [InlineData("webhook", """{"url":"https://a","colour":"red"}""", "settings.colour is no setting of webhook; its settings are format, headers, url")]
    [InlineData("webhook", """{"url":"https://a","format":"xml"}""", "settings.format is 'xml'; must be 'anomaly' or 'alertmanager'")]
    [InlineData("webhook", """{"url":"https://a","headers":[]}""", "settings.headers is []; must be an object of texts")]
    [InlineData("webhook", """{"url":"https://a","headers":{"X-A":1}}""", "settings.headers.X-A is 1; must be a text")]
    [InlineData("webhook", """{"url":"https://a","headers":{"Host":"b"}}""", "settings.headers.Host is set by this service; must be another header")]
    [InlineData("webhook", """{"url":"https://a","headers":{"X A":"b"}}""", "settings.headers.X A is no name of a header; must be letters, digits and -")]
    [InlineData("webhook", """{"url":"https://a","headers":{"X-A":"b\r\nX-B: c"}}""", "settings.headers.X-A must have 1 to 1000 printable ASCII characters")]
    [InlineData("webhook", """{"url":"https://a","headers":{"authorization":"b"}}""", "settings.headers.authorization looks like a credential, and settings can be read; must be the secret authorization or header")]
    [InlineData("alertmanager", """{"url":"https://a","expires_after":"10s"}""", "settings.expires_after is '10s'; must be a duration from 1m to 1d")]
    [InlineData("alertmanager", """{"url":"https://a","username":"ana"}""", "secrets.password is not set; must be set where the other of user name and password is")]
    [InlineData("slack", """{"subject":"{{severty}}"}""", "settings.subject has the placeholder 'severty'; must be acknowledged_by, anomaly_count,")]
    [InlineData("pagerduty", """{"summary":"{{severity"}""", "settings.summary has '{{' without '}}' behind it; must have placeholders such as {{severity}}")]
    [InlineData("smtp", """{"from":"a@example.com","to":["b@example.com"]}""", "settings.host is missing; must be the name or address of a mail server")]
    [InlineData("smtp", """{"host":"a b","from":"a@example.com","to":["b@example.com"]}""", "settings.host is 'a b'; must be the name or address of a mail server")]
    [InlineData("smtp", """{"host":"169.254.169.254","from":"a@example.com","to":["b@example.com"]}""", "settings.host is '169.254.169.254'; must be an address that can be sent to, and is at 169.254.169.254 (cloud metadata); no setting allows to send there")]
    [InlineData("smtp", """{"host":"a","from":"a","to":["b@example.com"]}""", "settings.from is 'a'; must be an e-mail address such as ops@example.com")]
    [InlineData("smtp", """{"host":"a","from":"a@example.com","to":["b@example.com","c"]}""", "settings.to[1] is 'c'; must be an e-mail address such as ops@example.com")]
    [InlineData("smtp", """{"host":"a","from":"a@example.com","to":[]}""", "settings.to is []; must be a list of 1 to 50 texts, each an e-mail address such as ops@example.com")]
    [InlineData("smtp", "{" + Mail + ",\"port\":70000}", "settings.port is 70000; must be a whole number from 1 to 65535")]
    [InlineData("smtp", "{" + Mail + ",\"tls\":\"ssl\"}", "settings.tls is 'ssl'; must be 'none' or 'starttls' or 'tls'")]
    [InlineData("smtp", "{" + Mail + ",\"username\":\"ana\"}", "secrets.password is not set; must be set where settings.username is")]
    [InlineData("log", """{"text":"{{x}}"}""", "settings.text has the placeholder 'x'; must be ")]
    public async Task Setting_ThatIsWrong_IsNamedWithWhatItMustBe(string type, string settings, string flaw)
    {
        await using var sender = new Sender();
        (string, string)[] secrets = type switch
        {
            "webhook" => [("signing_key", Key)],
            "slack" => [("url", "https://a")],
            "pagerduty" => [("routing_key", "abc")],
            _ => [],
        };

        Assert.StartsWith(flaw, Assert.Single(sender.Flaws(Sender.Channel(type, settings, secrets))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook", """{"url":"https://a"}""", "", "", "secrets.signing_key is not set; must be whsec_ and the base64 of 24 to 64 random bytes")]
    [InlineData("webhook", """{"url":"https://a"}""", "signing_key", "whsec_c2hvcnQ=", "secrets.signing_key is no signing key; must be whsec_ and the base64 of 24 to 64 random bytes")]
    [InlineData("webhook", """{"url":"https://a"}""", "signing_key", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "secrets.signing_key is no signing key; must be")]
    [InlineData("slack", "{}", "", "", "secrets.url is not set; must be an http or https address")]
    [InlineData("slack", "{}", "url", "hidden", "secrets.url is not an http or https address; must be one, without a user name or password")]
    [InlineData("slack", "{}", "url", "http://169.254.169.254/hidden", "secrets.url is set; must be an address that can be sent to, and is at 169.254.169.254 (cloud metadata)")]
    [InlineData("pagerduty", "{}", "routing_key", "hidden key", "secrets.routing_key is no integration key; must have")]
    [InlineData("smtp", "{" + Mail + ",\"tls\":\"none\",\"username\":\"ana\"}", "password", "hidden", "settings.tls is 'none'; must be 'starttls' or 'tls' where settings.username is set")]
    [InlineData("smtp", "{" + Mail + "}", "password", "hidden", "settings.username is missing; must be set where secrets.password is")]
    [InlineData("log", "{}", "token", "hidden", "secrets.token is no secret of log; its secrets are none")]
    public async Task Secret_ThatIsWrong_IsNamedButNotShown(string type, string settings, string name, string value, string flaw)
    {
        await using var sender = new Sender();
        var channel = name.Length == 0 ? Sender.Channel(type, settings) : Sender.Channel(type, settings, (name, value));

        var said = Assert.Single(sender.Flaws(channel));

        Assert.StartsWith(flaw, said, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("webhook", """{"url":"https://hooks.example.com/a?b=c","format":"alertmanager","headers":{"X-Team":"blue"}}""", "signing_key", Key)]
    [InlineData("alertmanager", """{"url":"http://alertmanager:9093/am/","expires_after":"10m"}""", "bearer_token", "abc")]
    [InlineData("slack", """{"subject":"{{severity}} {{labels.host}}: {{reason}}"}""", "url", "https://hooks.slack.com/services/T0/B0/x")]
    [InlineData("pagerduty", "{}", "routing_key", "abc")]
    [InlineData("smtp", """{"host":"mail.example.com","from":"Anomaly <a@example.com>","to":["b@example.com"],"username":"ana"}""", "password", "hidden")]
    public async Task Definition_ThatIsRight_HasNoFlaws(string type, string settings, string name, string value)
    {
        await using var sender = new Sender();

        Assert.Empty(sender.Flaws(Sender.Channel(type, settings, (name, value))));
    }

    [Theory]
    [InlineData("""{"url":"https://a","url":"https://b"}""")]
    [InlineData("""{"url":"https://a","headers":{"X-A":"1","X-A":"2"}}""")]
    public async Task Setting_ThatIsThereTwice_IsAFlaw(string settings)
    {
        await using var sender = new Sender();

        Assert.Contains("settings has a field twice; must have each once", sender.Flaws(Sender.Channel("webhook", settings, ("signing_key", Key))));
    }

    [Fact]
    public async Task Definition_WithSeveralFlaws_HasThemAll()
    {
        await using var sender = new Sender();

        Assert.Equal(4, sender.Flaws(Sender.Channel("webhook", """{"url":"x","format":"y","z":1}""")).Length);
    }
}
