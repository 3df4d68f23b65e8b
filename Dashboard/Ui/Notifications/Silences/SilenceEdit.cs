using System.Text.Json.Nodes;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Ui.Notifications.Parts;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Silences;
using Complaints = Anomaly.Notifications.Definitions.FieldErrors;
using FieldErrors = Anomaly.Dashboard.Ui.Settings.Drafts.FieldErrors;

namespace Anomaly.Dashboard.Ui.Notifications.Silences;

/// <summary>A silence while somebody edits it.</summary>
public sealed class SilenceEdit
{
    /// <summary>Stands for an end that is chosen.</summary>
    public const string Until = "until";

    private readonly HashSet<string> _touched = [];
    private string _loaded;

    /// <summary>A new silence.</summary>
    /// <param name="matchers">What it mutes, as texts.</param>
    /// <param name="comment">Why.</param>
    public SilenceEdit(IReadOnlyList<string> matchers, string comment)
    {
        Matchers = new MatcherDrafts(matchers.Count == 0 ? [""] : matchers);
        Comment = comment;
        Window = new WindowDraft(null);
        _loaded = Entered();
        if (matchers.Count > 0)
            _touched.Add("matchers");
    }

    /// <summary>One that is stored.</summary>
    public SilenceEdit(Silence silence)
    {
        ArgumentNullException.ThrowIfNull(silence);
        (Id, UpdatedAt, StartsAt, EndsAt, Length) = (silence.Id, silence.UpdatedAt, silence.StartsAt, silence.EndsAt, Until);
        (CreatedBy, Comment, Learns) = (silence.CreatedBy, silence.Comment, silence.Learn);
        Matchers = new MatcherDrafts(silence.Matchers.Select(matcher => matcher.ToString()));
        Window = WindowOf(silence);
        _loaded = Entered();
    }

    private SilenceEdit(IReadOnlyList<string> matchers, string comment, WindowDraft window, bool learns)
        : this(matchers, comment)
    {
        (Window, Learns) = (window, learns);
        _loaded = Entered();
    }

    /// <summary>How long a silence may last without saying until when.</summary>
    public static IReadOnlyList<(string Name, string Words, TimeSpan Length)> Lengths { get; } =
    [
        ("1h", "1 hour", TimeSpan.FromHours(1)),
        ("4h", "4 hours", TimeSpan.FromHours(4)),
        ("1d", "1 day", TimeSpan.FromDays(1)),
        ("7d", "1 week", TimeSpan.FromDays(7)),
        ("90d", "90 days", TimeSpan.FromDays(90)),
    ];

    /// <summary>Its id; null for a new one.</summary>
    public Guid? Id { get; }

    /// <summary>When it was last changed, of one that is stored.</summary>
    public DateTimeOffset? UpdatedAt { get; set; }

    /// <summary>What it mutes.</summary>
    public MatcherDrafts Matchers { get; }

    /// <summary>When it begins; null for now.</summary>
    public DateTimeOffset? StartsAt { get; set; }

    /// <summary>When it ends, where <see cref="Length"/> is <see cref="Until"/>.</summary>
    public DateTimeOffset? EndsAt { get; set; }

    /// <summary>How long it lasts, one of <see cref="Lengths"/> or <see cref="Until"/>.</summary>
    public string Length { get; set; } = "1h";

    /// <summary>Who wants it.</summary>
    public string CreatedBy { get; set; } = "";

    /// <summary>Why.</summary>
    public string Comment { get; set; }

    /// <summary>Whether the detectors learn from the samples of that time.</summary>
    public bool Learns { get; set; } = true;

    /// <summary>Where it is not the whole time.</summary>
    public WindowDraft Window { get; }

    /// <summary>What is known to be wrong.</summary>
    public FieldErrors Errors { get; set; } = FieldErrors.None;

    /// <summary>Whether somebody tried to save it: from then on all that is wrong is said.</summary>
    public bool WasTried { get; set; }

    /// <summary>The open incidents that it would mute.</summary>
    public IReadOnlyList<Incident> Mutes { get; private set; } = [];

    /// <summary>Whether its matchers can be read.</summary>
    public bool HasMatchers { get; private set; }

    /// <summary>Whether anything was entered that would be lost.</summary>
    public bool IsDirty => Entered() != _loaded;

    /// <summary>Whether it is in force by now, of one that is stored.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>What is to be said, by field.</summary>
    public FieldErrors Said => WasTried ? Errors : Errors.Only(path => _touched.Any(touched => path.StartsWith(touched, StringComparison.Ordinal)));

    /// <summary>A new silence like one that is stored, from now.</summary>
    public static SilenceEdit Again(Silence silence)
    {
        ArgumentNullException.ThrowIfNull(silence);
        return new([.. silence.Matchers.Select(matcher => matcher.ToString())], silence.Comment, WindowOf(silence), silence.Learn);
    }

    /// <summary>Puts in who wants it, which nobody entered.</summary>
    public void Sign(string author)
    {
        var wasDirty = IsDirty;
        CreatedBy = author;
        if (!wasDirty)
            _loaded = Entered();
    }

    /// <summary>A field was changed.</summary>
    public void Touch(string path) => _touched.Add(path);

    /// <summary>The silence as the service reads it.</summary>
    /// <param name="now">The time: one that begins now or has begun lasts from then.</param>
    public string Text(DateTimeOffset now)
    {
        var starts = StartsAt ?? now;
        var ends = Length == Until ? EndsAt : (starts > now ? starts : now) + Lengths.First(length => length.Name == Length).Length;
        return new JsonObject
        {
            ["id"] = Id?.ToString(),
            ["matchers"] = Matchers.ToJson(),
            ["startsAt"] = Instant.Format(starts),
            ["endsAt"] = ends is { } time ? Instant.Format(time) : null,
            ["createdBy"] = CreatedBy.Trim(),
            ["comment"] = Comment.Trim(),
            ["learn"] = Learns,
            ["recurrence"] = Window.ToJson(),
        }.ToJsonString();
    }

    /// <summary>Says what is wrong with it, by the code that reads it when it is saved, and which open incidents it would mute.</summary>
    /// <returns>The silence; null where anything is wrong.</returns>
    internal SilenceDraft? Check(DateTimeOffset now, OpenIncidentSet incidents)
    {
        HasBegun = Id is not null && StartsAt <= now;
        var complaints = new Complaints();
        var draft = SilenceJson.Read(Text(now), now, complaints);
        Errors = FieldErrors.Of(complaints.ByPath);
        var matchers = Matchers.Texts.Select(text => MatcherText.TryParse(text, out var matcher, out _) ? matcher : null).ToArray();
        HasMatchers = matchers.Length > 0 && Errors.At("matchers") is null;
        Mutes = HasMatchers ? incidents.Muted([.. matchers.OfType<Matcher>()]) : [];
        return draft;
    }

    private static WindowDraft WindowOf(Silence silence) => new(silence.Recurrence is null ? null : JsonNode.Parse(silence.Recurrence.ToString()) as JsonObject);

    /// <summary>The same while nobody enters anything.</summary>
    private string Entered() => $"{Length} {Text(DateTimeOffset.UnixEpoch)}";
}
