using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Anomalies.Detail;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Access;
using Anomaly.Storage.Anomalies;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Components;

public sealed class VerdictTests : BunitContext
{
    private readonly MemoryAnomalyStore _store = new();
    private AnomalyRecord _record = Samples.Anomaly("judged");

    public VerdictTests()
    {
        Services.AddSingleton<IAnomalyStore>(_store);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton<IAuditStore>(new MemoryAuditStore());
        Services.AddSingleton<ICurrentActor>(new Someone(Role.Operator));
        Services.AddChanges();
        _store.Add(_record);
    }

    [Fact]
    public async Task Pressed_ThenPressedAgain_IsWrittenAndTakenBack()
    {
        var verdict = Show();

        await verdict.Find("button[title='It was nothing.']").ClickAsync(new());
        Assert.Equal(AnomalyStatus.FalseAlarm, _record.Status);
        verdict.Render(parameters => parameters.Add(each => each.Record, _record));
        Assert.Equal("true", verdict.Find("button[title='It was nothing.']").GetAttribute("aria-pressed"));
        await verdict.Find("button[title='It was nothing.']").ClickAsync(new());

        Assert.Equal(AnomalyStatus.New, _record.Status);
        Assert.Equal(AnomalyStatus.New, (await _store.FindAsync(_record.Id, Xunit.TestContext.Current.CancellationToken))!.Status);
    }

    [Fact]
    public async Task Pressed_WhileTheDatabaseIsAway_ChangesNothingAndSaysSo()
    {
        var verdict = Show();
        _store.Away = true;

        await verdict.Find("button[title='It was a real problem.']").ClickAsync(new());

        Assert.Equal(AnomalyStatus.New, _record.Status);
        Assert.Equal("false", verdict.Find("button[title='It was a real problem.']").GetAttribute("aria-pressed"));
        Assert.Contains("nothing was changed", verdict.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<Verdict> Show() => Render<Verdict>(parameters => parameters
        .Add(each => each.Record, _record)
        .Add(each => each.OnSaved, record => _record = record));
}
