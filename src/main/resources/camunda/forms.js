// Shared code of the forms. Tasklist loads this file before it opens a form; each form's script calls what it needs.
window.taskForm = function (camForm, $scope, inject) {
  const variables = camForm.variableManager;
  $scope.facts = null;
  $scope.loadFailed = false;
  $scope.saveRefused = false;

  // Tasklist's Save would keep a copy in the browser in clear text, and forms hold personal data.
  camForm.on('store', () => {
    camForm.storePrevented = true;
    $scope.saveRefused = true;
  });

  return {
    // Reads process variables that are only shown, not submitted.
    read(names, take) {
      camForm.on('form-loaded', () => names.forEach(name => variables.fetchVariable(name)));
      camForm.on('variables-fetched', () => {
        const values = names.map(name => variables.variableValue(name));
        // A fetched variable is submitted again, changed or not.
        names.forEach(name => variables.destroyVariable(name));
        take(...values);
      });
    },

    // Empties fields that the engine would fill with the answers of an earlier completion of the task.
    empty(names) {
      names.forEach(name => {
        variables.variable(name).value = '';
        delete variables.variable(name).originalValue;
      });
    },

    // Loads the facts from the summary of one of our own pages.
    load(page, take = facts => { $scope.facts = facts; }) {
      inject(['$http', function ($http) {
        $http.get(page + '/summary.json').then(
          response => take(response.data),
          () => { $scope.loadFailed = true; });
      }]);
    },

    // Loads the facts about the number in a variable, which is all that most forms need.
    show(page, variable) {
      this.read([variable], number => this.load(page + '/' + encodeURIComponent(number)));
    }
  };
};
