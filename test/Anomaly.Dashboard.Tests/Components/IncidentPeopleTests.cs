using Anomaly.Dashboard.Access;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Changes;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Incidents.Detail;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Access;
using Anomaly.Storage.Incidents;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Components;

public sealed class IncidentPeopleTests : BunitContext
{
    private readonly MemoryIncidentStore _store = new();
    private JSRuntimeInvocationHandler? _kept;
    private int _doubts;
    private Incident _incident = Samples.Incident("people.cpu");

    public IncidentPeopleTests()
    {
        Services.AddSingleton<IIncidentStore>(_store);
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton<IAuditStore>(new MemoryAuditStore());
        Services.AddSingleton<ICurrentActor>(new Someone(Role.Operator));
        Services.AddChanges();
        _store.Add(_incident);
    }

    [Fact]
    public async Task Acknowledge_WithoutAName_AsksForItFirst()
    {
        var module = Browser("");
        var people = Show();

        await Button(people, "Acknowledge").ClickAsync(new());
        Assert.Contains("your name", people.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Null(_incident.Acknowledged);
        await people.Find(".author-field input").InputAsync(new() { Value = " ana " });
        await Button(people, "Acknowledge").ClickAsync(new());

        Assert.Equal("ana", _incident.Acknowledged?.Author);
        Assert.Equal("ana", Assert.Single(module.VerifyInvoke("set").Arguments));
        Assert.Empty(people.FindAll("[role=alert]"));
    }

    [Fact]
    public async Task Comment_WithAKeptName_IsWrittenUnderIt()
    {
        Browser("ana");
        var people = Show();
        Assert.Contains("You write as ana", people.Find(".author-known").TextContent, StringComparison.Ordinal);

        await Button(people, "Add comment").ClickAsync(new());
        Assert.Contains("The comment is blank", people.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await people.Find("textarea").InputAsync(new() { Value = "<b>the disk is full</b>" });
        await Button(people, "Add comment").ClickAsync(new());

        Assert.Equal([("ana", "<b>the disk is full</b>")], _incident.Comments.Select(comment => (comment.Author, comment.Text)));
        people.Render(parameters => parameters.Add(each => each.Incident, _incident));
        Assert.Equal("<b>the disk is full</b>", people.Find(".comment-text").TextContent);
        Assert.Equal("", people.Find("textarea").GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Resolve_IsAskedOnceMore_ThenWritten()
    {
        Browser("ana");
        var people = Show();

        await Button(people, "Resolve").ClickAsync(new());
        Assert.Equal(IncidentStatus.Firing, _incident.Status);
        await Button(people, "Yes, resolve it").ClickAsync(new());

        Assert.Equal((IncidentStatus.Resolved, "ana"), (_incident.Status, _incident.Resolver));
        people.Render(parameters => parameters.Add(each => each.Incident, _incident));
        Assert.Empty(people.FindAll(".people-acts"));
    }

    [Fact]
    public async Task Comment_ByTwoClicks_IsWrittenOnce()
    {
        Browser("ana", keepsAtOnce: false);
        var people = Show();
        await people.Find("textarea").InputAsync(new() { Value = "the disk is full" });
        var add = Button(people, "Add comment");

        var first = add.ClickAsync(new());
        var second = add.ClickAsync(new());
        _kept!.SetVoidResult();
        await Task.WhenAll(first, second);

        Assert.Single(_incident.Comments);
    }

    [Fact]
    public async Task Comment_ByWhoLeavesMeanwhile_IsNotWrittenAndBreaksNothing()
    {
        Browser("ana", keepsAtOnce: false);
        var people = Show();
        await people.Find("textarea").InputAsync(new() { Value = "the disk is full" });
        var writing = Button(people, "Add comment").ClickAsync(new());

        await DisposeComponentsAsync();
        _kept!.SetVoidResult();
        await writing;

        Assert.Empty(_incident.Comments);
        Assert.False(Renderer.UnhandledException.IsCompleted);
    }

    [Fact]
    public async Task Acknowledge_WhileTheDatabaseIsAway_SaysThatItIsNotKnownAndHasItReadAgain()
    {
        Browser("ana");
        var people = Show();
        _store.Away = true;

        await Button(people, "Acknowledge").ClickAsync(new());

        Assert.Null(_incident.Acknowledged);
        Assert.Contains("not known whether that was written", people.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, _doubts);
    }

    /// <summary>What the browser remembers.</summary>
    private BunitJSModuleInterop Browser(string name, bool keepsAtOnce = true)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        var module = JSInterop.SetupModule("/assets/author.js");
        module.Setup<string>("get").SetResult(name);
        _kept = module.SetupVoid("set", _ => true);
        if (keepsAtOnce)
            _kept.SetVoidResult();

        return module;
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<IncidentPeople> people, string words) =>
        people.FindAll("button").Single(button => button.TextContent.Trim() == words);

    private IRenderedComponent<IncidentPeople> Show() => Render<IncidentPeople>(parameters => parameters
        .Add(each => each.Incident, _incident)
        .Add(each => each.OnChanged, incident => _incident = incident)
        .Add(each => each.OnDoubted, () => _doubts++));
}
