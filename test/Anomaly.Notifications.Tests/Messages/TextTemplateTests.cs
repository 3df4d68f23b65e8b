using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Templates;
using Anomaly.Notifications.Tests.Sending;
using CsCheck;

namespace Anomaly.Notifications.Tests.Messages;

public sealed class TextTemplateTests
{
    [Theory]
    [InlineData("{{severity}} {{labels.host}}: {{reason}}", "warning web-1: 97.2 is 41.3 above the mean 55.9 of the last 5 samples; the threshold is 20")]
    [InlineData("{{ status }}/{{kind}}", "firing/trigger")]
    [InlineData("{{value}} instead of {{expected}} ({{lower}} to {{upper}})", "97.2 instead of 55.9 (35.9 to 75.9)")]
    [InlineData("{{labels.zone}}|{{resolved_at}}|", "||")]
    [InlineData("{{started_at}}", "2026-11-22 10:00:00 UTC")]
    [InlineData("{one} brace } is text {", "{one} brace } is text {")]
    [InlineData("", "")]
    public void Template_Rendered_HasTheMessagesValues(string template, string expected) => Assert.Equal(expected, Render(template, Told.Once()));

    [Fact]
    public void Template_OfSeveralIncidents_SpeaksOfTheWorstThatGoesOn()
    {
        var resolved = Told.Incident(AnomalySeverity.Critical, "web-1.disk").Resolved(Told.Start.AddHours(1));
        var message = Told.Once(resolved, Told.Incident(AnomalySeverity.Info, "web-1.mem"), Told.Incident(AnomalySeverity.Warning, "web-1.net"));

        Assert.Equal("[firing] warning web-1.net and 2 more: " + message.Incidents[2].Peak.Reason, Render(DefaultTexts.Subject, message));
    }

    [Fact]
    public void Incidents_InATemplate_AreListedAndTheRestIsCounted()
    {
        var message = Told.Once([.. Enumerable.Range(0, 30).Select(i => Told.Incident(series: $"web-{i}.cpu"))]) with { Truncated = 5 };

        var text = Render("{{incidents}}", message);

        Assert.Contains($"firing, warning: web-0.cpu\n  97.2 is 41.3 above", text, StringComparison.Ordinal);
        Assert.Contains($"  since 2026-11-22 10:00:00 UTC, 17 anomalies\n  https://anomaly.example.com/watch/ui/incidents/{message.Incidents[0].Id}\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("web-20.cpu", text, StringComparison.Ordinal);
        Assert.EndsWith("\nand 15 more", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{severty}}", "has the placeholder 'severty'; must be acknowledged_by, ")]
    [InlineData("{{labels.}}", "has the placeholder 'labels.'")]
    [InlineData("{{}}", "has the placeholder ''")]
    [InlineData("{{severity", "has '{{' without '}}' behind it")]
    [InlineData("severity}}", "has '}}' without '{{' before it")]
    [InlineData("{{severity}} }}", "has '}}' without '{{' before it")]
    [InlineData("{{#if severity}}", "has the placeholder '#if severity'")]
    public void Template_ThatIsWrong_SaysHow(string template, string flaw)
    {
        Assert.False(TextTemplate.TryParse(template, out _, out var said));
        Assert.Contains(flaw, said, StringComparison.Ordinal);
    }

    [Fact]
    public void Value_WithATemplateInIt_StaysText()
    {
        var message = Told.Once() with { Route = "{{reason}}" };

        Assert.Equal("{{reason}}", Render("{{route}}", message));
    }

    [Fact]
    public void Template_OfWhateverComes_NeverFails() =>
        Gen.Select(Gen.OneOf<string>(Gen.String, Gen.OneOf("{{", "}}", "{{severity}}", "{{incidents}}", "{{url}}", "{{labels.a}}", "{{peak}}")).Array[0, 6], AnyNotification.All)
            .Sample(
                (parts, notification) =>
                {
                    if (TextTemplate.TryParse(string.Concat(parts), out var template, out var flaw))
                    {
                        Assert.NotNull(template!.Render(notification, text => text));
                    }
                    else
                    {
                        Assert.Contains("must ", flaw, StringComparison.Ordinal);
                    }
                },
                iter: 300);

    private static string Render(string template, Notification message) => TextTemplate.Parse(template).Render(message, text => text);
}
