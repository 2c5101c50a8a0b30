namespace AdminPortal.Shell;

/// <summary>What slices hang into the frame around every page, so that the frame need not know them.</summary>
public sealed class ShellParts
{
    private readonly List<Place> _places = [];
    private readonly List<Type> _banners = [];

    /// <summary>The navigation, in reading order.</summary>
    public IReadOnlyList<Place> Places => [.. _places.OrderBy(place => place.Order)];

    /// <summary>Components that speak across the top when something is wrong, and render nothing otherwise.</summary>
    public IReadOnlyList<Type> Banners => _banners;

    /// <summary>The line that says whether the page is live and Auth0 answers.</summary>
    public Type? LinkState { get; private set; }

    /// <summary>The card that says who is signed in, and as what.</summary>
    public Type? PersonCard { get; private set; }

    /// <summary>Adds an entry to the navigation.</summary>
    public void AddPlace(Place place) => _places.Add(place);

    /// <summary>Adds a component that may speak across the top of every page.</summary>
    public void AddBanner<TComponent>()
        where TComponent : Microsoft.AspNetCore.Components.IComponent => _banners.Add(typeof(TComponent));

    /// <summary>Sets the component for the line at the foot of the navigation.</summary>
    public void ShowLinkState<TComponent>()
        where TComponent : Microsoft.AspNetCore.Components.IComponent => LinkState = typeof(TComponent);

    /// <summary>Sets the component for the signed-in person.</summary>
    public void ShowPerson<TComponent>()
        where TComponent : Microsoft.AspNetCore.Components.IComponent => PersonCard = typeof(TComponent);
}

/// <summary>One entry of the navigation.</summary>
/// <param name="Href">Where it leads.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Icon">Its symbol.</param>
/// <param name="Exact">Only that very address is the place, not what lies below it.</param>
/// <param name="Order">Its turn in the reading order, the lowest first.</param>
/// <param name="Policy">Who sees it: the name of an authorization policy; everybody without one.</param>
/// <param name="Badge">A component beside the name: how much waits there, for one.</param>
public sealed record Place(string Href, string Name, string Icon, bool Exact = false, int Order = 0, string? Policy = null, Type? Badge = null)
{
    /// <summary>Whether a page at <paramref name="path"/> (with its leading slash) belongs to this place.</summary>
    public bool Holds(string path) => Exact
        ? string.Equals(path, Href, StringComparison.OrdinalIgnoreCase)
        : path.StartsWith(Href, StringComparison.OrdinalIgnoreCase) && (path.Length == Href.Length || path[Href.Length] == '/');
}
